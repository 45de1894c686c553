/** Knows a date that is typed in one field. */
import { parseDateParts } from './dateOfBirth.ts'
import type { LocalDate } from './dates.ts'
import { withoutInvisible } from './names.ts'

/** The date as typed, day first (`17/5/2026`); null without one, undefined if it is none. */
export function readDate(typed: string): LocalDate | null | undefined {
  const text = withoutInvisible(typed).trim()
  if (text === '') return null
  const [day = '', month = '', year = '', ...rest] = text.split(/[/.-]/)
  const parsed = parseDateParts({ day, month, year })
  return rest.length === 0 && 'date' in parsed ? parsed.date : undefined
}
