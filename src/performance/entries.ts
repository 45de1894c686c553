/** Knows the figures as data: an entry for each month and prison, in the shape of the contract. */
import { stringify } from 'csv-stringify/sync'
import type { MonthMeasures } from '../domain/measures/assemble.ts'
import type { PlaceMeasures, ToldAssisted, ToldSatisfaction } from '../domain/measures/monthMeasures.ts'
import { hidden } from '../domain/measures/suppression.ts'
import type { Published } from '../domain/measures/suppression.ts'
import type { Figures } from './figures.ts'

/** Values as they are told: null is "not available", `hidden` is too small to publish. */
interface Entry {
  month: string
  /** A prison's slug, or `all`. */
  prison: string
  [measure: string]: unknown
}

const rounded = (value: Published, decimals: number): Published =>
  typeof value === 'number' ? Math.round(value * 10 ** decimals) / 10 ** decimals : value
const share = (value: Published) => rounded(value, 3)
const pounds = (pence: Published) => rounded(typeof pence === 'number' ? pence / 100 : pence, 2)

const noSatisfaction: ToldSatisfaction = {
  answers: null,
  weighted: null,
  topTwo: null,
  counts: { 1: null, 2: null, 3: null, 4: null, 5: null },
}

const satisfactionOf = ({ weighted, topTwo, counts }: ToldSatisfaction) => ({
  weighted: share(weighted),
  topTwo: share(topTwo),
  counts,
})

const assistedOf = (told: ToldAssisted) => ({
  volume: told.volume,
  bookings: told.bookings,
  minutes: told.minutes,
  talkThrough: told.talkThrough,
  onBehalf: told.onBehalf,
  waitSeconds: rounded(told.waitSeconds, 0),
  abandonment: share(told.abandonment),
  satisfaction: satisfactionOf(told.satisfaction),
  costPerMinute: pounds(told.costPerMinute),
  costPerBooking: pounds(told.costPerBooking),
  reasons: told.reasons,
})

/** The same names with nothing known: what is measured for all prisons together only. */
const unknown = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, unknown(part)]))
    : null

const measuresOf = ({ takeUp, decision, ...measures }: PlaceMeasures) => ({
  bookings: measures.bookings,
  takeUp: { current: share(takeUp.current), of2014: share(takeUp.of2014) },
  completion: share(measures.completion),
  decision: { ...decision, withinPromise: share(decision.withinPromise) },
})

function entryOfAll({ month, ...measures }: MonthMeasures) {
  const { bookings, takeUp, completion, decision } = measuresOf(measures)
  return {
    ...{ month, prison: 'all', bookings, takeUp, completion },
    satisfaction: satisfactionOf(measures.satisfaction),
    costPerTransaction: pounds(measures.cost.all),
    decision,
    assisted: {
      phone: assistedOf(measures.assisted.phone),
      faceToFace: assistedOf(measures.assisted.face_to_face),
    },
  }
}

/** Every month, the newest first: all prisons, then each by name. */
export const entriesOf = ({ months, ofPlaces, places }: Figures): Entry[] =>
  months.toReversed().flatMap((month) => {
    const all = entryOfAll(month)
    const each = places.flatMap(({ slug }) => {
      const told = ofPlaces.get(month.month)?.get(slug)
      if (!told) return []
      const { bookings, takeUp, completion, decision } = measuresOf(told)
      const entry: Entry = {
        ...{ month: month.month, prison: slug, bookings, takeUp, completion },
        satisfaction: satisfactionOf(noSatisfaction),
        ...{ costPerTransaction: null, decision, assisted: unknown(all.assisted) },
      }
      return [entry]
    })
    return [all, ...each]
  })

/** `/performance.json`. Null stands for what is not available, and for what is too small to publish. */
export const writeJson = (figures: Figures): string =>
  JSON.stringify(
    { updatedAt: figures.updatedAt?.toISOString() ?? null, months: entriesOf(figures) },
    (_key, value: unknown) => (value === hidden ? null : value),
  )

function flat(value: object, prefix = ''): Record<string, unknown> {
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, part]: [string, unknown]) =>
      typeof part === 'object' && part !== null
        ? flat(part, `${prefix}${name}.`)
        : { [`${prefix}${name}`]: part },
    ),
  ) as Record<string, unknown>
}

/** The symbols of official statistics: `[x]` not available, `[c]` too small to publish. */
const symbol = (value: unknown) => (value === null ? '[x]' : value === hidden ? '[c]' : value)

/** `/performance.csv`: a line for each entry, a column for each value, named as in the JSON. */
export function writeCsv(figures: Figures): string {
  const rows = entriesOf(figures).map((entry) => flat(entry))
  const columns = Object.keys(rows[0] ?? { month: '', prison: '' })
  const cells = rows.map((row) => columns.map((column) => symbol(row[column] ?? null)))
  return stringify([columns, ...cells], { bom: true, record_delimiter: 'windows', escape_formulas: true })
}
