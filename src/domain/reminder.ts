import { addDays, londonDate, londonInstant, londonTime } from './dates.ts'
import type { LocalDate } from './dates.ts'

const daysBefore = 2
const hour = '10:00'

/** When the visitor of a visit on that date is reminded: Specification §9, "10:00 London two days before". */
export const reminderTime = (visitDate: LocalDate): Date =>
  londonInstant(addDays(visitDate, -daysBefore), hour)

/** The dates, both included, whose visitors may be reminded now: never on the day itself; a day late is better than not. */
export function datesToRemind(now: Date): { from: LocalDate; to: LocalDate } {
  const today = londonDate(now)
  return { from: addDays(today, 1), to: addDays(today, londonTime(now) < hour ? daysBefore - 1 : daysBefore) }
}

/** Whether a visitor is reminded now: not who has been told of that time since they would have been reminded. */
export function isReminderDue({ date, toldAt }: { date: LocalDate; toldAt: Date }, now: Date): boolean {
  const { from, to } = datesToRemind(now)
  return date >= from && date <= to && toldAt < reminderTime(date)
}
