/** Knows the page "Timetable": what holds at a place now and what is to come. */
import { londonDate } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { visitTypes } from '../../domain/slots.ts'
import type { VisitType } from '../../domain/slots.ts'
import { bankHolidaysEnd, christmasMissing } from '../../domain/timetableWarnings.ts'
import { readTimetable } from '../../store/timetables.ts'
import type { StoredTimetable } from '../../store/timetables.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { tableDate } from '../../views/staffFormat.ts'
import { atPlace } from '../place.ts'
import { closedDates, closedHours, dayWords, hours, timeWords } from './entryWords.ts'
import { exceptionAddress, typeWord, weekdays, weekdayWord } from './words.ts'

const { text } = translator('en')

export const showTimetable = atPlace(async ({ request, response, db, now }, place) => {
  const today = londonDate(now)
  const timetable = await readTimetable(db, place.id, today)
  const { saved } = request.query
  response.render('staff/timetable/timetable', {
    ...timetablePage(timetable, today),
    isChristmasMissing: christmasMissing(today, timetable, place.bookingWindowDays),
    saved: saved === 'yes' || saved === 'flagged' ? saved : undefined,
  })
})

/** What `views/staff/timetable/timetable.njk` shows. */
export function timetablePage({ times, exceptions, closures }: StoredTimetable, today: LocalDate) {
  const types = visitTypes.filter((type) => times.some(({ visitType }) => visitType === type))
  return {
    title: text('staffTimetable.title'),
    section: 'timetable',
    month: printed(`/staff/timetable/occupancy/${today.slice(0, 7)}`),
    isHolidayDataEnding: bankHolidaysEnd(today),
    types: types.map((type) => ({ name: typeWord(type), days: weekOf(times, type, today) })),
    without: printed(withoutTimes(types)),
    exceptions: exceptionDays(exceptions, today),
    closures: closures.map((closure) => ({
      ...printed({
        dates: closedDates(closure),
        type: typeWord(closure.visitType),
        hours: closedHours(closure),
        reason: closure.reason,
        reopen: `/staff/closures/${closure.id}/reopen`,
      }),
    })),
  }
}

type Times = StoredTimetable['times']

const withoutTimes = (types: readonly VisitType[]): string =>
  visitTypes
    .filter((type) => !types.includes(type))
    .map(typeWord)
    .join(', ')

/** The weekdays that have times of a type, each with its times. */
const weekOf = (times: Times, type: VisitType, today: LocalDate) =>
  weekdays
    .map((weekday) => ({
      weekday: weekdayWord(weekday),
      times: times.filter((time) => time.visitType === type && time.weekday === weekday),
    }))
    .filter((day) => day.times.length > 0)
    .map((day) => ({ ...day, times: day.times.map((time) => timeRow(time, today)) }))

const timeRow = (time: Times[number], today: LocalDate) => ({
  ...printed({
    hours: hours(time),
    places: String(time.wanted),
    from: tableDate(time.validFrom),
    to: time.validTo ? tableDate(time.validTo) : '',
    about: `${weekdayWord(time.weekday)} ${hours(time)}`,
    change: `/staff/timetable/times/${time.id}/change`,
    end: `/staff/timetable/times/${time.id}/end`,
  }),
  isToCome: time.validFrom > today,
  isClosed: time.wanted === 0,
})

/** The days that have times of their own, each with its times. */
function exceptionDays(exceptions: StoredTimetable['exceptions'], today: LocalDate) {
  const days = Map.groupBy(exceptions, ({ date, visitType }) => `${date} ${visitType}`)
  return [...days.values()].flatMap((times) => {
    const [first] = times
    if (!first) return []
    const address = exceptionAddress(first)
    const shown = { day: dayWords(first.date), type: typeWord(first.visitType), times: times.map(timeWords) }
    return [
      {
        ...printed({ ...shown, change: address, remove: `${address}/remove` }),
        isToCome: first.date > today,
      },
    ]
  })
}
