/** Whether a visiting time fits among others: it ends after it starts, and meets none of its type. */
import type { LocalDate } from './dates.ts'
import type { SlotTime } from './slots.ts'
import type { TimeOfWeek, TimetableProblem } from './timetable.ts'

type Problem = TimetableProblem['problem']

export const isBefore = (validTo: LocalDate | null, date: LocalDate): boolean =>
  validTo !== null && validTo < date

/** What is wrong with a time of one day, beside the others of the day. */
export function hourProblems(time: SlotTime, others: readonly SlotTime[]): Problem[] {
  if (time.ends <= time.starts) return ['endsBeforeStarts']
  return others.some((other) => time.starts < other.ends && other.starts < time.ends) ? ['overlaps'] : []
}

/** What is wrong with a time of the week, beside the others on the dates that they have in common. */
export function timeProblems(time: TimeOfWeek, others: readonly TimeOfWeek[]): Problem[] {
  if (isBefore(time.validTo, time.validFrom)) return ['validToBeforeFrom']
  return hourProblems(
    time,
    others.filter((other) => meet(time, other)),
  )
}

function meet(a: TimeOfWeek, b: TimeOfWeek): boolean {
  return (
    a.visitType === b.visitType &&
    a.weekday === b.weekday &&
    !isBefore(a.validTo, b.validFrom) &&
    !isBefore(b.validTo, a.validFrom)
  )
}
