import { isRealDate } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { withoutInvisible } from './names.ts'

export type DatePart = 'day' | 'month' | 'year'
export type DateParts = Record<DatePart, string>
export type DatePartsProblem = 'missing' | 'partMissing' | 'notReal'

const allParts: readonly DatePart[] = ['day', 'month', 'year']
const oldestAge = 120

const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
  ...['ionawr', 'chwefror', 'mawrth', 'ebrill', 'mai', 'mehefin', 'gorffennaf', 'awst', 'medi', 'hydref'],
  ...['tachwedd', 'rhagfyr'],
]

/**
 * The date typed in three fields; the month as a number, or by its English or Welsh name or the start of
 * it. Otherwise the first problem, and the parts at fault.
 */
export function parseDateParts(
  typed: DateParts,
): { date: LocalDate } | { problem: DatePartsProblem; parts: DatePart[] } {
  const text = { day: tidy(typed.day), month: tidy(typed.month), year: tidy(typed.year) }
  const empty = allParts.filter((part) => text[part] === '')
  if (empty.length === allParts.length) return { problem: 'missing', parts: empty }
  if (empty.length > 0) return { problem: 'partMissing', parts: empty }

  const numbers = { day: dayNumber(text.day), month: monthNumber(text.month), year: yearNumber(text.year) }
  const impossible = allParts.filter((part) => numbers[part] === undefined)
  if (impossible.length > 0) return { problem: 'notReal', parts: impossible }

  const date = `${text.year}-${twoDigits(numbers.month)}-${twoDigits(numbers.day)}`
  if (isRealDate(date)) return { date }
  // On 29 February the year may be the wrong part, on other days it cannot be.
  const leapDay = date.endsWith('-02-29')
  return { problem: 'notReal', parts: leapDay ? [...allParts] : ['day', 'month'] }
}

/** A date as it would be typed in three fields: without leading zeros. */
export function partsOfDate(date: LocalDate): DateParts {
  const [year = '', month = '', day = ''] = date.split('-').map((part) => String(Number(part)))
  return { day, month, year }
}

/** A date as it stands in three controls `<name>-day`, `-month`, `-year`. */
export const typedDate = (name: string, date: LocalDate): Record<string, string> =>
  Object.fromEntries(Object.entries(partsOfDate(date)).map(([part, value]) => [`${name}-${part}`, value]))

/** Specification §4, "Dates of birth": today is allowed, and so is 120 years ago to the day. */
export function dateOfBirthProblem(date: LocalDate, today: LocalDate): 'inFuture' | 'tooLongAgo' | undefined {
  if (date > today) return 'inFuture'
  const oldestYear = String(Number(today.slice(0, 4)) - oldestAge)
  return date < oldestYear + today.slice(4) ? 'tooLongAgo' : undefined
}

function tidy(text: string): string {
  return withoutInvisible(text.normalize('NFKC')).trim().toLowerCase()
}

function dayNumber(text: string): number | undefined {
  return numberUpTo(31, text)
}

function monthNumber(text: string): number | undefined {
  const name = text.replace(/\.$/, '')
  if (name.length < 3) return numberUpTo(12, text)
  // Three letters tell all 24 names apart, so every longer abbreviation is clear too.
  const position = monthNames.findIndex((month) => month.startsWith(name))
  return position === -1 ? undefined : (position % 12) + 1
}

function yearNumber(text: string): number | undefined {
  return /^\d{4}$/.test(text) && text !== '0000' ? Number(text) : undefined
}

function numberUpTo(limit: number, text: string): number | undefined {
  const number = /^\d{1,2}$/.test(text) ? Number(text) : 0
  return number >= 1 && number <= limit ? number : undefined
}

function twoDigits(number: number | undefined): string {
  return String(number).padStart(2, '0')
}
