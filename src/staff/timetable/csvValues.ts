/** Knows what the cells of a timetable's file mean, each kind by itself. */
import { z } from 'zod'
import { isRealDate } from '../../domain/dates.ts'
import type { LocalDate, LocalTime } from '../../domain/dates.ts'
import { visitTypes } from '../../domain/slots.ts'
import type { VisitType } from '../../domain/slots.ts'
import { refuse } from '../../journey/fields.ts'
import { readDate } from '../../domain/typedDate.ts'
import { optionalText, timeOfDay, wholeNumber } from '../fields.ts'
import { longestWhy, mostPlaces } from './limits.ts'

/** What the file calls the ISO weekdays; the first three letters will do. */
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** What the file calls a type: "official in person". */
export const typeName = (type: VisitType): string => type.replaceAll('_', ' ')

/** A word of ours as it may be typed. */
export const tidyWord = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, ' ')

// We write `2026-12-25`; spreadsheets make `25/12/2026` of it, and add seconds to times.
const dateIn = (cell: string) => (isRealDate(cell) ? cell : readDate(cell))
const withoutSeconds = (cell: unknown) => String(cell).replace(/^(\d{1,2}:\d{2}):00$/, '$1')

export const optionalDate = z.string().transform((cell, context): LocalDate | null => {
  const date = dateIn(cell)
  return date === undefined ? refuse(context, 'notReal') : date
})
export const date = optionalDate.transform((read, context) => read ?? refuse(context, 'missing'))

export const time = z.preprocess(withoutSeconds, timeOfDay.schema)
export const optionalTime = z.string().transform((cell, context): LocalTime | null => {
  const read = time.safeParse(cell)
  if (cell === '') return null
  return read.success ? read.data : refuse(context, 'notReal')
})

export const optionalType = z.string().transform((cell, context): VisitType | null => {
  const type = visitTypes.find((one) => typeName(one) === tidyWord(cell))
  return type ?? (cell === '' ? null : refuse(context, 'unknown'))
})
export const type = optionalType.transform((read, context) => read ?? refuse(context, 'missing'))

export const weekday = z.string().transform((cell, context) => {
  const word = tidyWord(cell)
  const found = weekdayNames.map(tidyWord).findIndex((name) => name === word || name.slice(0, 3) === word)
  return found >= 0 ? found + 1 : refuse(context, cell === '' ? 'missing' : 'unknown')
})

export const places = wholeNumber(0, mostPlaces).schema
export const reason = optionalText(longestWhy).schema
export const empty = z.literal('', 'other.leaveEmpty')
