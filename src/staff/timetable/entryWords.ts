/** Knows how entries of a timetable are written. */
import type { LocalDate } from '../../domain/dates.ts'
import type { SlotTime } from '../../domain/slots.ts'
import type { ExceptionTime, PlaceClosure, TimeOfWeek } from '../../domain/timetable.ts'
import { translator } from '../../text/translate.ts'
import { tableDate } from '../../views/staffFormat.ts'
import { typeWord, weekdayWord } from './words.ts'

const { text, date: longDate } = translator('en')

/** "14:00 to 16:00", which does not break where columns are narrow. */
export const hours = ({ starts, ends }: Pick<SlotTime, 'starts' | 'ends'>): string =>
  `${starts}\u00A0to\u00A0${ends}`

/** "14:00 to 16:00, 10 places" */
export const timeWords = (time: SlotTime): string =>
  `${hours(time)}, ${text('staffTimetable.places', { count: time.wanted })}`

/** "Friday 4 December 2026" */
export const dayWords = (date: LocalDate): string => longDate(date)

/** "from 1/12/2026", "from 1/12/2026 to 31/12/2026" */
export const validity = ({ validFrom, validTo }: Pick<TimeOfWeek, 'validFrom' | 'validTo'>): string =>
  validTo === null
    ? text('staffTimetable.entries.from', { from: tableDate(validFrom) })
    : text('staffTimetable.entries.fromTo', { from: tableDate(validFrom), to: tableDate(validTo) })

/** "Social visits, Mondays 14:00 to 16:00, 10 places, from 1/12/2026" */
export const timeOfWeekWords = (time: TimeOfWeek): string =>
  text('staffTimetable.entries.time', {
    type: typeWord(time.visitType),
    weekday: weekdayWord(time.weekday),
    time: timeWords(time),
    validity: validity(time),
  })

/** "Social visits, 25/12/2026, 10:00 to 11:00, 5 places" */
export const exceptionWords = (exception: ExceptionTime): string =>
  text('staffTimetable.entries.exception', {
    type: typeWord(exception.visitType),
    date: tableDate(exception.date),
    time: timeWords(exception),
  })

/** "25/12/2026", "25/12/2026 to 26/12/2026" */
export const closedDates = ({ from, to }: Pick<PlaceClosure, 'from' | 'to'>): string =>
  from === to
    ? tableDate(from)
    : text('staffTimetable.entries.dates', { from: tableDate(from), to: tableDate(to) })

/** "All day" or when the closed slot starts. */
export const closedHours = ({ starts }: Pick<PlaceClosure, 'starts'>): string =>
  starts ? text('staffTimetable.entries.startingAt', { starts }) : text('staffTimetable.entries.allDay')

/** "Closed: All visits, 25/12/2026 to 26/12/2026, all day" */
export const closureWords = (closure: PlaceClosure): string =>
  text('staffTimetable.entries.closure', {
    type: typeWord(closure.visitType),
    dates: closedDates(closure),
    hours: closedHours(closure),
  })
