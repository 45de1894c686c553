import { bankHolidays } from './bankHolidays.ts'
import { addDays, datesBetween, isoWeekday } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { remembered } from './remembered.ts'
import type { VisitType } from './slots.ts'

/** A place's rules of time: lead in working days, window in calendar days. */
export type BookingRules = { leadDays: number; bookingWindowDays: number; worksWeekends: boolean }

/** The rules of time for visits of a type: official ones have a lead of their own. Specification §4, "Official party". */
export const rulesFor = <Rules extends { leadDays: number; officialLeadDays: number }>(
  place: Rules,
  visitType: VisitType,
): Rules => (visitType === 'social' ? place : { ...place, leadDays: place.officialLeadDays })

type LeadRules = Pick<BookingRules, 'leadDays' | 'worksWeekends'>

/** Specification §4, "Working day". A listed bank holiday never is one, even where weekends are worked. */
export function isWorkingDay(date: LocalDate, worksWeekends: boolean): boolean {
  return !bankHolidays.has(date) && (worksWeekends || isoWeekday(date) <= 5)
}

/** The `leadDays`-th working day after the request's London date. Specification §4, "Answer by". */
export function answerBy(requestDate: LocalDate, rules: LeadRules): LocalDate {
  let date = requestDate
  let remaining = rules.leadDays
  while (remaining > 0) {
    date = addDays(date, 1)
    if (isWorkingDay(date, rules.worksWeekends)) remaining -= 1
  }
  return date
}

/** The day after the answer is due. Specification §4. */
export function firstBookableDate(today: LocalDate, rules: LeadRules): LocalDate {
  return addDays(answerBy(today, rules), 1)
}

/** Specification §4. */
export function lastBookableDate(
  today: LocalDate,
  rules: Pick<BookingRules, 'bookingWindowDays'>,
): LocalDate {
  return addDays(today, rules.bookingWindowDays)
}

// The same for every slot of a place, and asked for with each.
const sameDates = remembered<string, readonly LocalDate[]>()

/** Every date that can be asked for today, in order; none if the window is shorter than the lead. */
export function bookableDates(today: LocalDate, rules: BookingRules): readonly LocalDate[] {
  const { leadDays, bookingWindowDays, worksWeekends } = rules
  return sameDates(`${today} ${leadDays} ${bookingWindowDays} ${worksWeekends}`, () =>
    datesBetween(firstBookableDate(today, rules), lastBookableDate(today, rules)),
  )
}
