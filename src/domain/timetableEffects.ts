/** What a change of a timetable comes to: in the weeks to come, and for a slot that is in use. */
import { addDays, datesBetween, londonInstant } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { slotTimesOn, visitTypes } from './slots.ts'
import type { SlotTime, VisitType } from './slots.ts'
import { planOf } from './timetable.ts'
import type { PlaceTimetable } from './timetable.ts'
import { sidesOf, timetableDifference } from './timetableDifference.ts'

/** What happens to a slot in use: its new number of places, and why its visits cannot stay, if they cannot. */
export interface SlotFate {
  wanted: number
  why: 'slot_closed' | 'slot_changed' | null
  /** Whether people can have it again. */
  reopens: boolean
}

export interface SlotMoment {
  visitType: VisitType
  date: LocalDate
  startsAt: Date
  endsAt: Date
}

/** What the change does to a slot in use; undefined where the timetable says the same of its time as before. */
export function fateOf(
  slot: SlotMoment,
  before: PlaceTimetable,
  after: PlaceTimetable,
): SlotFate | undefined {
  const old = planned(slot, before)
  const now = planned(slot, after)
  if (old?.ends === now?.ends && old?.wanted === now?.wanted) return undefined
  if (!now) return { wanted: 0, why: 'slot_closed', reopens: false }
  if (!endsThen(slot, now)) return { wanted: 0, why: 'slot_changed', reopens: false }
  return { wanted: now.wanted, why: null, reopens: !old || !endsThen(slot, old) }
}

/** The next four weeks from today, day by day, of the types that the change touches. */
export function weeksAhead(before: PlaceTimetable, after: PlaceTimetable, today: LocalDate) {
  const dates = datesBetween(today, addDays(today, 27))
  return touchedTypes(before, after).flatMap((visitType) => {
    const [old, now] = [planOf(before, visitType), planOf(after, visitType)]
    return dates.map((date) => ({
      date,
      visitType,
      before: slotTimesOn(date, old),
      after: slotTimesOn(date, now),
    }))
  })
}

/** An entry for all types touches those that the place has. */
function touchedTypes(before: PlaceTimetable, after: PlaceTimetable): VisitType[] {
  const { times, exceptions, closures } = timetableDifference(before, after)
  const touched = [sidesOf(times), sidesOf(exceptions), sidesOf(closures)]
    .flatMap((sides) => [...sides.before, ...sides.after])
    .map(({ visitType }) => visitType)
  const has = (type: VisitType) =>
    [...before.times, ...before.exceptions].some(({ visitType }) => visitType === type)
  return visitTypes.filter((type) => touched.includes(type) || (touched.includes(null) && has(type)))
}

const planned = ({ visitType, date, startsAt }: SlotMoment, timetable: PlaceTimetable) =>
  slotTimesOn(date, planOf(timetable, visitType)).find(
    ({ starts }) => londonInstant(date, starts).getTime() === startsAt.getTime(),
  )

const endsThen = ({ date, endsAt }: SlotMoment, { ends }: SlotTime) =>
  londonInstant(date, ends).getTime() === endsAt.getTime()
