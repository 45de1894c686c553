/** What a manager should be warned of in good time. */
import { lastBankHolidayYear } from './bankHolidays.ts'
import { addDays } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { slotTimesOn, visitTypes } from './slots.ts'
import { planOf } from './timetable.ts'
import type { PlaceTimetable } from './timetable.ts'

/** At least so long before, and so long before anybody may book Christmas: enough to tell families. */
const leastDaysBefore = 8 * 7
const daysBeforeBooking = 14

/**
 * Whether Christmas is near and nobody has said what happens on the day: a type of visit would have its usual times,
 * without an exception and without a closure of the whole day.
 */
export function christmasMissing(
  today: LocalDate,
  timetable: PlaceTimetable,
  bookingWindowDays: number,
): boolean {
  const christmas = `${today.slice(0, 4)}-12-25`
  const daysBefore = Math.max(leastDaysBefore, bookingWindowDays + daysBeforeBooking)
  const isNear = addDays(christmas, -daysBefore) <= today && today <= christmas
  return isNear && visitTypes.some((visitType) => isLeftOpen(christmas, planOf(timetable, visitType)))
}

function isLeftOpen(date: LocalDate, plan: ReturnType<typeof planOf>): boolean {
  const usual = slotTimesOn(date, { ...plan, exceptions: [], closures: [] })
  return (
    usual.length > 0 &&
    !plan.exceptions.some((exception) => exception.date === date) &&
    !plan.closures.some(({ from, to, starts }) => starts === null && from <= date && date <= to)
  )
}

/** Whether the list of bank holidays ends within a year: working days after it would be counted wrong. */
export function bankHolidaysEnd(today: LocalDate): boolean {
  return today > `${lastBankHolidayYear - 1}-12-31`
}
