/** Knows what is published: the complete months of two years, and when any of it last changed. */
import { assemble, assemblePlaces } from '../domain/measures/assemble.ts'
import type { MonthMeasures } from '../domain/measures/assemble.ts'
import type { PlaceMeasures } from '../domain/measures/monthMeasures.ts'
import { forPublic } from '../domain/measures/suppression.ts'
import { addMonths } from '../domain/month.ts'
import type { Month } from '../domain/month.ts'
import type { Database } from '../store/database.ts'
import { readKept } from '../store/measures/kept.ts'
import type { FiguresState } from '../store/measures/read.ts'
import type { PlaceName } from '../store/places.ts'
import { listPlaceNames } from '../store/places.ts'

/** Most months that are published. */
const mostMonths = 24

export interface Figures {
  updatedAt: Date | null
  /** Of all prisons, the oldest month first. */
  months: readonly MonthMeasures[]
  /** Of each prison by slug, month by month. */
  ofPlaces: ReadonlyMap<Month, ReadonlyMap<string, PlaceMeasures>>
  /** The prisons of which there is anything, by name. */
  places: readonly PlaceName[]
}

export async function readFigures(db: Database, state: FiguresState): Promise<Figures> {
  const { first, last, updatedAt } = state
  if (first === null || last === null) return { updatedAt, months: [], ofPlaces: new Map(), places: [] }
  const earliest = addMonths(last, 1 - mostMonths)
  const span = { from: first > earliest ? first : earliest, to: last }
  const [kept, all] = await Promise.all([readKept(db, span), listPlaceNames(db)])
  const months = assemble(kept, span, forPublic)
  const ofPlaces = new Map(
    months.map(({ month }) => [
      month,
      assemblePlaces(kept, month, kept.ofPlaces.get(month) ?? new Map(), forPublic),
    ]),
  )
  const known = new Set([...ofPlaces.values()].flatMap((places) => [...places.keys()]))
  return { updatedAt, months, ofPlaces, places: all.filter(({ slug }) => known.has(slug)) }
}
