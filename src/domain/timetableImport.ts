/** A whole timetable that takes the place of what is current or to come. */
import { addDays } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { Kept, PlaceClosure, PlaceTimetable, TimeOfWeek, TimetableChange } from './timetable.ts'
import type { TimetableProblem } from './timetable.ts'
import { isSame } from './timetableDifference.ts'
import { hourProblems, isBefore, timeProblems } from './timetableOverlaps.ts'

type Import = Extract<TimetableChange, { kind: 'import' }>
type Problem = TimetableProblem['problem']

/** What has ended stays; an entry that is imported again stays as it is; any other ends, and new ones begin. */
export function importTimetable(timetable: PlaceTimetable, asked: Import, today: LocalDate): PlaceTimetable {
  const over = timetable.times.filter(({ validTo }) => isOver(validTo, today))
  const running = timetable.times.filter(({ validTo }) => !isOver(validTo, today))
  const times = asked.times.filter(({ validTo }) => !isOver(validTo, today))
  const past = timetable.exceptions.filter(({ date }) => date <= today)
  const coming = timetable.exceptions.filter(({ date }) => date > today)
  const exceptions = asked.exceptions.filter(({ date }) => date > today)
  return {
    times: [...over, ...replaceEntries(running, times, fromTomorrow(today), (time) => endTime(time, today))],
    exceptions: [...past, ...replaceEntries(coming, exceptions)],
    closures: replaceEntries(timetable.closures, asked.closures, fromToday(today), (closure) =>
      endClosure(closure, today),
    ),
  }
}

/** Counted over the times, then the exceptions, then the closures. */
export function importProblems(
  timetable: PlaceTimetable,
  { times, exceptions, closures }: Import,
  today: LocalDate,
): TimetableProblem[] {
  const isKept = (entry: object, kept: readonly object[]) => kept.some((one) => isSame(one, entry))
  const pastUnless = (kept: boolean): Problem[] => (kept ? [] : ['past'])
  const running = times.map(fromTomorrow(today))
  const problems: Problem[][] = [
    ...times.map((time, n): Problem[] => {
      if (isBefore(time.validTo, time.validFrom)) return ['validToBeforeFrom']
      if (isOver(time.validTo, today)) return pastUnless(isKept(time, timetable.times))
      return timeProblems({ ...time, ...running[n] }, running.slice(0, n))
    }),
    ...exceptions.map((one, n): Problem[] => {
      if (one.date <= today) return pastUnless(isKept(one, timetable.exceptions))
      const { visitType, date } = one
      const earlier = exceptions.slice(0, n)
      return hourProblems(
        one,
        earlier.filter((other) => other.visitType === visitType && other.date === date),
      )
    }),
    ...closures.map(({ from, to }): Problem[] => {
      if (to < from) return ['validToBeforeFrom']
      return pastUnless(to >= today)
    }),
  ]
  return problems.flatMap((list, index) => list.map((problem) => ({ problem, index })))
}

/** A time that begins after its last date goes altogether. */
export const endTime = (time: Kept<TimeOfWeek>, lastDate: LocalDate): Kept<TimeOfWeek>[] =>
  lastDate < time.validFrom ? [] : [{ ...time, validTo: lastDate }]

/** A closure that has begun ends yesterday, another goes altogether. */
export const endClosure = (closure: Kept<PlaceClosure>, today: LocalDate): Kept<PlaceClosure>[] =>
  closure.from < today ? [{ ...closure, to: addDays(today, -1) }] : []

/** Old entries that are asked for again keep their ids; the others end, if they have begun; the missing are added. */
export function replaceEntries<Entry extends object>(
  old: readonly Kept<Entry>[],
  asked: readonly Entry[],
  fromNow: <One extends Entry>(entry: One) => One = (entry) => entry,
  end: (entry: Kept<Entry>) => Kept<Entry>[] = () => [],
): Kept<Entry>[] {
  const left = [...old]
  const wanted = asked.map((entry): Kept<Entry> => {
    const found = left.findIndex((one) => isSame(fromNow(one), fromNow(entry)))
    const [kept] = found === -1 ? [] : left.splice(found, 1)
    return kept ?? { ...fromNow(entry), id: null }
  })
  return [...left.flatMap(end), ...wanted]
}

const isOver = (validTo: LocalDate | null, today: LocalDate) => validTo !== null && validTo <= today

const later = (a: LocalDate, b: LocalDate) => (a > b ? a : b)

/** Two times are the same if they are from tomorrow on: an import changes nothing earlier. */
const fromTomorrow =
  (today: LocalDate) =>
  <Time extends TimeOfWeek>(time: Time): Time => ({
    ...time,
    validFrom: later(time.validFrom, addDays(today, 1)),
  })

const fromToday =
  (today: LocalDate) =>
  <One extends PlaceClosure>(closure: One): One => ({ ...closure, from: later(closure.from, today) })
