/** Knows the page that shows a month at a glance: how full each slot is, type by type and day by day. */
import { londonDate } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { lastBookableDate } from '../../domain/workingDays.ts'
import { listOccupancy, readTimetable } from '../../store/timetables.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import { tableDate } from '../../views/staffFormat.ts'
import { atPlace } from '../place.ts'
import { typeWord } from '../timetable/words.ts'
import type { Handler } from '../../web/work.ts'
import { fullnessOf } from './fullness.ts'
import type { DayFullness, Fullness, TypeFullness } from './fullness.ts'
import {
  datesOf,
  dayName,
  firstDate,
  isMonth,
  lastDate,
  monthName,
  monthOf,
  nextMonth,
  previousMonth,
} from '../../domain/month.ts'
import type { Month } from '../../domain/month.ts'

const { text } = translator('en')

const addressOf = (month: Month) => `/staff/timetable/occupancy/${month}`

export const showThisMonth: Handler = ({ response, now }) =>
  Promise.resolve(response.redirect(303, addressOf(monthOf(londonDate(now)))))

export const showOccupancy = atPlace(async ({ request, response, db, now }, place) => {
  const month = String(request.params.month)
  if (!isMonth(month)) return errorPage(response, 'notFound')
  const [slots, timetable] = await Promise.all([
    listOccupancy(db, place.id, firstDate(month), lastDate(month)),
    readTimetable(db, place.id, firstDate(month)),
  ])
  const types = fullnessOf(slots, timetable, datesOf(month))
  const last = lastBookableDate(londonDate(now), place)
  response.render('staff/occupancy/month', occupancyPage(types, { month, last }))
})

/** What `views/staff/occupancy/month.njk` shows; `last` is the last date that can be booked. */
export function occupancyPage(
  types: readonly TypeFullness[],
  { month, last }: { month: Month; last: LocalDate },
) {
  const link = (other: Month) => ({ href: printed(addressOf(other)), labelText: printed(monthName(other)) })
  return {
    title: text('staffOccupancy.title', { month: monthName(month) }),
    section: 'timetable',
    previous: link(previousMonth(month)),
    next: link(nextMonth(month)),
    window: last < lastDate(month) ? printed(text('staffOccupancy.window', { date: tableDate(last) })) : '',
    types: types.map((type) => typeView(type, month)),
  }
}

function typeView({ visitType, times, days }: TypeFullness, month: Month) {
  const name = typeWord(visitType)
  return {
    visitType,
    caption: printed(text('staffOccupancy.caption', { type: name, month: monthName(month) })),
    times: times.map((time) => printed(text('staffOccupancy.times', time))),
    days: days.map((day) => ({
      name: printed(dayName(day.date)),
      address: printed(`/staff/day/${day.date}`),
      cells: times.map((time) => cellOf(day, time)),
      total: fullnessView(day.total),
    })),
  }
}

const cellOf = ({ slots }: DayFullness, { starts, ends }: { starts: string; ends: string }) => {
  const slot = slots.find((one) => one.starts === starts && one.ends === ends)
  return slot ? fullnessView(slot) : undefined
}

function fullnessView({ wanted, booked, held, free, isClosed }: Fullness) {
  return {
    isClosed,
    isFull: !isClosed && free === 0,
    hasVisits: booked + held > 0,
    ...printed({
      taken: text('staffOccupancy.taken', { booked, held }),
      free: text('staffOccupancy.free', { free, wanted }),
    }),
  }
}
