/** Knows the words for weekdays and visit types. */
import type { LocalDate } from '../../domain/dates.ts'
import type { VisitType } from '../../domain/slots.ts'
import { translator } from '../../text/translate.ts'

const { text, date: longDate } = translator('en')

/** The ISO weekdays, Monday first. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** "Monday" */
export const weekdayWord = (weekday: number): string => text(`staffTimetable.weekdays.${weekday}`)

/** "Official visits in person"; null is all types. */
export const typeWord = (type: VisitType | null): string => text(`staffTimetable.types.${type ?? 'all'}`)

/** "Friday 4 December": of the weeks to come. */
export const shortDay = (date: LocalDate): string => longDate(date).replace(/ \d{4}$/, '')

/** `official-video`, as a part of an address. */
export const typeSlug = (type: VisitType): string => type.replaceAll('_', '-')

/** Where a day of a type is given other times. */
export const exceptionAddress = ({ visitType, date }: { visitType: VisitType; date: LocalDate }): string =>
  `/staff/timetable/exceptions/${typeSlug(visitType)}/${date}`
