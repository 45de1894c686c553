import { addDays, londonDate, londonInstant } from './dates.ts'
import type { LocalTime } from './dates.ts'

/** A time as people write it: `2pm`, `2:30pm`, `14:30`; undefined for anything else. */
export function parseClock(typed: string): LocalTime | undefined {
  const [, hour = '', minute = '00', half] =
    /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(typed.trim()) ?? []
  if (hour === '' || Number(minute) > 59) return undefined
  const isHalf = half !== undefined
  if (isHalf ? Number(hour) < 1 || Number(hour) > 12 : Number(hour) > 23 || !/[:.]/.test(typed))
    return undefined
  const hours = isHalf ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  return `${String(hours).padStart(2, '0')}:${minute}`
}

/** The next moment at which London's clocks show that time. */
export function nextAt(time: LocalTime, now: Date): Date {
  const today = londonDate(now)
  const first = londonInstant(today, time)
  return first > now ? first : londonInstant(addDays(today, 1), time)
}
