/** Knows when a month's figures are complete: from then on they are published, and counted no more. */
import { addDays } from '../dates.ts'
import type { LocalDate } from '../dates.ts'
import { firstDate, monthOf, nextMonth } from '../month.ts'
import type { Month } from '../month.ts'

/** A journey counts once it was not used for 24 hours, and may have been gone on with for some days. */
const daysAfter = 4

/** The fifth of the month after. */
export const closesOn = (month: Month): LocalDate => addDays(firstDate(nextMonth(month)), daysAfter)

export const isComplete = (month: Month, today: LocalDate): boolean => today >= closesOn(month)

/** The last month whose figures are complete. */
export function lastComplete(today: LocalDate): Month {
  const monthBefore = monthOf(addDays(firstDate(monthOf(today)), -1))
  return isComplete(monthBefore, today) ? monthBefore : monthOf(addDays(firstDate(monthBefore), -1))
}
