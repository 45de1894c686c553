/** Knows how drafts are kept, and gathers the facts that go with one. */
import { londonDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import type { Language } from '../domain/visit.ts'
import { asFreeFor } from '../domain/visitChange.ts'
import type { Draft, DraftStore } from '../journey/drafts.ts'
import type { TypedPages } from '../journey/step.ts'
import type { Database } from '../store/database.ts'
import { draftReader, findNewestDraft, saveDraft } from '../store/drafts.ts'
import type { DraftRow } from '../store/draftFacts.ts'
import type { PlaceName } from '../store/places.ts'
import { datesOf } from './facts.ts'
import type { Asking, BookingFacts } from './facts.ts'
import { prison } from './steps/prison.ts'

/** Who books: whose the drafts are, and at which prisons (by code) they may book where that is not any. */
export interface Booker {
  id: string
  prisons?: readonly string[]
  /** The slug of the place that they are most likely to book at. */
  place?: string
  /** In which they read the pages; English unless told. */
  language?: Language
  /** What stands in a new draft, page by page, before it is asked. */
  known?: TypedPages
}

/** The slots on those dates and, for a visit that is changed, its own, in which its places count as free. */
function timesOf({ slots, own }: Pick<DraftRow, 'slots' | 'own'>, dates: ReadonlySet<string>) {
  const bookable = slots.filter(({ date }) => dates.has(date))
  if (!own) return { slots: bookable }
  const places = { ...own, booked: own.booked?.id ?? null }
  const others = bookable.filter(({ id }) => id !== places.booked)
  const all = own.booked ? [...others, own.booked] : others
  const inOrder = all.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  return { slots: inOrder.map((slot) => asFreeFor(slot, places)), own: places }
}

/** What the drafts of a journey are about. */
export interface DraftKind {
  /** The name under which they are kept. */
  name: string
  /** Every type of visit that can be asked for. */
  visitTypes: readonly VisitType[]
  /** From this page's answer on, times are needed. */
  timesFrom: string
  /** What is asked for by what was typed so far. */
  asksFor: (typed: TypedPages) => Asking
}

export interface DraftOptions {
  db: Database
  journey: DraftKind
  listPlaces: () => Promise<readonly PlaceName[]>
}

export function draftStore(options: DraftOptions): DraftStore<BookingFacts, Booker> {
  const { db, listPlaces } = options
  const { name: journey, visitTypes, timesFrom, asksFor } = options.journey
  const readDraft = draftReader(db, { journey, visitTypes, timesFrom })

  async function factsOf(
    row: Pick<DraftRow, 'answers' | 'place' | 'slots' | 'own'>,
    { prisons }: Booker,
    { now, today }: Pick<BookingFacts, 'now' | 'today'>,
  ): Promise<BookingFacts> {
    const places = await listPlaces()
    const place = row.place ?? undefined
    const asking = asksFor(row.answers)
    const dates = new Set(row.slots.length > 0 ? datesOf({ ...asking, place, today }) : [])
    const slots = row.slots.filter(({ visitType }) => visitType === asking.visitType)
    return {
      now,
      today,
      places: prisons ? places.filter(({ code }) => prisons.includes(code)) : places,
      place,
      ...asking,
      offeredTypes: visitTypes.filter((type) =>
        row.slots.some(({ visitType, wanted }) => visitType === type && wanted > 0),
      ),
      ...timesOf({ ...row, slots }, dates),
    }
  }
  async function draftOf(
    row: DraftRow | undefined,
    id: string,
    booker: Booker,
    moment: Pick<BookingFacts, 'now' | 'today'>,
  ): Promise<Draft<BookingFacts> | undefined> {
    if (!row) return undefined
    const facts = await factsOf(row, booker, moment)
    return { id, typed: row.answers, facts, visitId: row.visitId ?? undefined }
  }

  return {
    async blank(id, booker, now) {
      const moment = { now, today: londonDate(now) }
      const { known = {} } = booker
      const facts = await factsOf({ answers: {}, place: null, slots: [], own: null }, booker, moment)
      const [first, ...others] = facts.places
      const usual = others.length === 0 ? first : facts.places.find(({ slug }) => slug === booker.place)
      const typed = usual ? { [prison.slug]: { prison: usual.slug } } : {}
      return { id, typed: { ...known, ...typed }, facts, visitId: undefined }
    },
    async load(id, booker, now) {
      const moment = { now, today: londonDate(now) }
      return draftOf(await readDraft({ id, owner: booker.id, ...moment }), id, booker, moment)
    },
    newest: ({ id: owner }, now) => findNewestDraft(db, { owner, journey, now }),
    async save(id, booker, slug, typed, now) {
      const moment = { now, today: londonDate(now) }
      const { id: owner, language = 'en', known = {} } = booker
      const kind = { journey, visitTypes, timesFrom }
      const asked = { id, owner, ...kind, slug, typed, known, language, ...moment }
      return draftOf(await saveDraft(db, asked), id, booker, moment)
    },
  }
}
