/** Knows the months that a page can be about: `2026-12`, its dates, its neighbours and its name. */
import { addDays, datesBetween } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** `YYYY-MM`. */
export type Month = string

export const isMonth = (text: string): boolean => /^20\d\d-(0[1-9]|1[0-2])$/.test(text)

export const monthOf = (date: LocalDate): Month => date.slice(0, 7)

export const firstDate = (month: Month): LocalDate => `${month}-01`

export const nextMonth = (month: Month): Month => monthOf(addDays(firstDate(month), 31))

export const previousMonth = (month: Month): Month => monthOf(addDays(firstDate(month), -1))

/** The month so many later; earlier if the number is negative. */
export function addMonths(month: Month, n: number): Month {
  const [year = 0, of = 1] = month.split('-').map(Number)
  const months = year * 12 + of - 1 + n
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** Every month from first to last, both included; none if last is before first. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = []
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month)
  return months
}

export const lastDate = (month: Month): LocalDate => addDays(firstDate(nextMonth(month)), -1)

export const datesOf = (month: Month): LocalDate[] => datesBetween(firstDate(month), lastDate(month))

const names = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const days = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', timeZone: 'UTC' })

const atNoon = (date: LocalDate) => new Date(`${date}T12:00Z`)

/** "December 2026" */
export const monthName = (month: Month): string => names.format(atNoon(firstDate(month)))

/** "Fri 4" */
export const dayName = (date: LocalDate): string => days.format(atNoon(date)).replace(',', '')
