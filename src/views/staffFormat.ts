/** Knows how the areas of staff and phone agents write names, dates and times: 24-hour, "Last, First" (standards M2, M3). */
import { londonDate, londonTime } from '../domain/dates.ts'
import type { LocalDate } from '../domain/dates.ts'
import { translator } from '../text/translate.ts'

interface Times {
  startsAt: Date
  endsAt: Date
}

/** "Ash, Ada" */
export const lastFirst = ({ firstName, lastName }: { firstName: string; lastName: string }): string =>
  `${lastName}, ${firstName}`

/** `2026-12-04` → "4/12/2026", for tables. */
export function tableDate(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${day}/${month}/${year}`
}

/** "14:00 to 16:00" */
export const times = ({ startsAt, endsAt }: Times): string =>
  `${londonTime(startsAt)} to ${londonTime(endsAt)}`

/** "4/12/2026, 14:00 to 16:00", for tables. */
export const tableTimes = (slot: Times): string => `${tableDate(londonDate(slot.startsAt))}, ${times(slot)}`

/** "Friday 4 December 2026, 14:00 to 16:00", for appointments. */
export const appointment = (slot: Times): string =>
  `${translator('en').date(londonDate(slot.startsAt))}, ${times(slot)}`

/** "4/12/2026 at 14:05", for what happened. */
export const moment = (instant: Date): string => `${tableDate(londonDate(instant))} at ${londonTime(instant)}`
