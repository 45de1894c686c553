/** Why a change of a timetable cannot be: what overlaps, runs backwards, or would change the past. */
import { addDays, datesBetween } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { slotTimesOn, visitTypes } from './slots.ts'
import { planOf } from './timetable.ts'
import type { PlaceClosure, PlaceTimetable, TimetableChange, TimetableProblem } from './timetable.ts'
import { importProblems } from './timetableImport.ts'
import { hourProblems, timeProblems } from './timetableOverlaps.ts'

type Problem = TimetableProblem['problem']
type ChangeOf<Kind> = Extract<TimetableChange, { kind: Kind }>

/** How far a closure of one time is searched for that time. */
const searchedDays = 366

/** Every problem of the change, none if it can be. Specification §8, "/staff/timetable". */
export function timetableProblems(
  timetable: PlaceTimetable,
  change: TimetableChange,
  today: LocalDate,
): TimetableProblem[] {
  const { times, exceptions, closures } = timetable
  switch (change.kind) {
    case 'addTimes':
      return numbered(change.times, (time, index) => [
        ...pastIf(time.validFrom <= today),
        ...timeProblems(time, [...times, ...change.times.slice(0, index)]),
      ])
    case 'changeTime':
    case 'endTime':
      return changedTimeProblems(times, change, today).map((problem) => ({ problem }))
    case 'setException':
      if (change.date <= today) return [{ problem: 'past' }]
      return numbered(change.times, (time, index) => hourProblems(time, change.times.slice(0, index)))
    case 'removeException': {
      const { visitType, date } = change
      if (date <= today) return [{ problem: 'past' }]
      const isKnown = exceptions.some((one) => one.visitType === visitType && one.date === date)
      return isKnown ? [] : [{ problem: 'unknown' }]
    }
    case 'close':
      return closeProblems(timetable, change, today).map((problem) => ({ problem }))
    case 'reopen':
      return closures.some(({ id }) => id === change.closureId) ? [] : [{ problem: 'unknown' }]
    case 'import':
      return importProblems(timetable, change, today)
  }
}

const pastIf = (isPast: boolean): Problem[] => (isPast ? ['past'] : [])

const numbered = <Entry>(
  entries: readonly Entry[],
  problemsOf: (entry: Entry, index: number) => Problem[],
): TimetableProblem[] =>
  entries.flatMap((entry, index) => problemsOf(entry, index).map((problem) => ({ problem, index })))

function changedTimeProblems(
  times: PlaceTimetable['times'],
  change: ChangeOf<'changeTime' | 'endTime'>,
  today: LocalDate,
): Problem[] {
  const time = times.find(({ id }) => id === change.timeId)
  if (!time) return ['timeUnknown']
  const others = times.filter(({ id }) => id !== change.timeId)
  if (change.kind === 'endTime') {
    if (change.lastDate < today) return ['past']
    const isGone = change.lastDate < time.validFrom
    return isGone ? [] : timeProblems({ ...time, validTo: change.lastDate }, others)
  }
  const { from, starts, ends, wanted } = change
  const validFrom = from < time.validFrom ? time.validFrom : from
  return [...pastIf(from <= today), ...timeProblems({ ...time, starts, ends, wanted, validFrom }, others)]
}

function closeProblems(timetable: PlaceTimetable, change: ChangeOf<'close'>, today: LocalDate): Problem[] {
  const { from, to } = change
  if (from < today) return ['past']
  if (to < from) return ['validToBeforeFrom']
  if (timetable.closures.some((closure) => covers(closure, change))) return ['closedAlready']
  return hasTime(timetable, change) ? [] : ['timeUnknown']
}

const covers = (closure: PlaceClosure, { from, to, starts, visitType }: Omit<PlaceClosure, 'reason'>) =>
  closure.from <= from &&
  to <= closure.to &&
  (closure.starts ?? starts) === starts &&
  (closure.visitType ?? visitType) === visitType

function hasTime(timetable: PlaceTimetable, { from, to, starts, visitType }: ChangeOf<'close'>): boolean {
  if (starts === null) return true
  const last = addDays(from, searchedDays)
  const plans = (visitType ? [visitType] : visitTypes).map((type) => planOf(timetable, type))
  return datesBetween(from, to < last ? to : last).some((date) =>
    plans.some((plan) => slotTimesOn(date, { ...plan, closures: [] }).some((time) => time.starts === starts)),
  )
}
