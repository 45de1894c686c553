import { remembered } from './remembered.ts'

/** A calendar date, `YYYY-MM-DD`. Such dates compare and sort as plain strings. */
export type LocalDate = string

/** A time of day, 24 hours, `HH:MM`. */
export type LocalTime = string

const hourMs = 3_600_000
const dayMs = 24 * hourMs

// Making a formatter costs far more than using it, so there is one.
const londonFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** Whether the text is a date of the calendar, written `YYYY-MM-DD`. */
export function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const midnight = new Date(`${text}T00:00Z`)
  return !Number.isNaN(midnight.getTime()) && dateOf(midnight) === text
}

/** The date n days later (earlier if n is negative). Throws a RangeError if `date` is not a date. */
export function addDays(date: LocalDate, n: number): LocalDate {
  return dateOf(new Date(utcMidnight(date) + n * dayMs))
}

/** Monday is 1, Sunday is 7. */
export function isoWeekday(date: LocalDate): number {
  return new Date(utcMidnight(date)).getUTCDay() || 7
}

/** Every date from first to last, both included; none if last is before first. */
export function datesBetween(first: LocalDate, last: LocalDate): LocalDate[] {
  const start = utcMidnight(first)
  const count = Math.max(0, (utcMidnight(last) - start) / dayMs + 1)
  return Array.from({ length: count }, (_, n) => dateOf(new Date(start + n * dayMs)))
}

/** The date in London at that instant. */
export function londonDate(instant: Date): LocalDate {
  return londonParts(instant).date
}

/** The time of day in London at that instant. */
export function londonTime(instant: Date): LocalTime {
  return londonParts(instant).time
}

/**
 * The instant at which London's clocks show that date and time. In the hour that is skipped in March, the
 * instant one hour later on the clock; in the hour that comes twice in October, the first of the two.
 */
export function londonInstant(date: LocalDate, time: LocalTime): Date {
  const asWinterTime = new Date(`${date}T${time}Z`)
  const asSummerTime = new Date(asWinterTime.getTime() - hourMs)
  const shown = londonParts(asSummerTime)
  return shown.date === date && shown.time === time ? asSummerTime : asWinterTime
}

// London's clocks differ from the world's by whole hours since 1847, so that each hour need be formatted only once.
const sameHour = remembered<number, { date: LocalDate; hour: string }>()

function londonParts(instant: Date): { date: LocalDate; time: LocalTime } {
  const at = instant.getTime()
  const { date, hour } = sameHour(Math.floor(at / hourMs), () => {
    const text = londonFormat.format(instant) // 04/12/2026, 14:00
    return { date: `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}`, hour: text.slice(12, 15) }
  })
  return { date, time: hour + String(instant.getUTCMinutes()).padStart(2, '0') }
}

function utcMidnight(date: LocalDate): number {
  return Date.parse(`${date}T00:00Z`)
}

function dateOf(instant: Date): LocalDate {
  return instant.toISOString().slice(0, 10)
}
