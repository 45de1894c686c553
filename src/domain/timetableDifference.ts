/** What differs between a timetable before a change and after it. */
import type { Kept, ExceptionTime, PlaceClosure, PlaceTimetable, TimeOfWeek } from './timetable.ts'

/** Entries that are gone, that say something else than before, and that are new. */
export interface Difference<Entry> {
  gone: Kept<Entry>[]
  changed: { before: Kept<Entry>; after: Kept<Entry> }[]
  added: Kept<Entry>[]
}

export interface TimetableDifference {
  times: Difference<TimeOfWeek>
  exceptions: Difference<ExceptionTime>
  closures: Difference<PlaceClosure>
}

export function timetableDifference(before: PlaceTimetable, after: PlaceTimetable): TimetableDifference {
  return {
    times: difference(before.times, after.times),
    exceptions: difference(before.exceptions, after.exceptions),
    closures: difference(before.closures, after.closures),
  }
}

/** The entries of a difference as they were, and as they are. */
export function sidesOf<Entry>({ gone, changed, added }: Difference<Entry>) {
  return {
    before: [...gone, ...changed.map((pair) => pair.before)],
    after: [...changed.map((pair) => pair.after), ...added],
  }
}

export const isNoDifference = (found: TimetableDifference): boolean =>
  Object.values(found).every(
    ({ gone, changed, added }: Difference<unknown>) => gone.length + changed.length + added.length === 0,
  )

/** Whether two entries say the same, whichever rows they are. */
export function isSame(a: object, b: object): boolean {
  const fields = ({ id: _id, ...rest }: { id?: unknown }) => Object.entries(rest).sort()
  return JSON.stringify(fields(a)) === JSON.stringify(fields(b))
}

function difference<Entry extends object>(
  before: readonly Kept<Entry>[],
  after: readonly Kept<Entry>[],
): Difference<Entry> {
  const pairs = before.map((old) => ({ before: old, after: after.find(({ id }) => id === old.id) }))
  return {
    gone: pairs.flatMap((pair) => (pair.after ? [] : [pair.before])),
    changed: pairs.flatMap((pair) =>
      pair.after && !isSame(pair.before, pair.after) ? [{ before: pair.before, after: pair.after }] : [],
    ),
    added: after.filter(({ id }) => id === null),
  }
}
