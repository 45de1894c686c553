/** Knows how full a place is, by type and day: the slots there are, and those that a closure takes away. */
import { londonTime } from '../../domain/dates.ts'
import type { LocalDate, LocalTime } from '../../domain/dates.ts'
import { slotTimesOn, visitTypes } from '../../domain/slots.ts'
import type { Closure, VisitType } from '../../domain/slots.ts'
import { planOf } from '../../domain/timetable.ts'
import type { PlaceTimetable } from '../../domain/timetable.ts'
import type { Occupancy } from '../../store/timetables.ts'

/** One slot of a day, or what its slots come to. */
export interface Fullness {
  wanted: number
  booked: number
  held: number
  free: number
  isClosed: boolean
}

export interface SlotFullness extends Fullness {
  starts: LocalTime
  ends: LocalTime
}

export interface DayFullness {
  date: LocalDate
  slots: SlotFullness[]
  total: Fullness
}

export interface TypeFullness {
  visitType: VisitType
  /** The different times of the days, in order. */
  times: { starts: LocalTime; ends: LocalTime }[]
  days: DayFullness[]
}

const nothing = { wanted: 0, booked: 0, held: 0, free: 0 }

/** The types that have slots on those dates, and their days with slots. */
export function fullnessOf(
  slots: readonly Occupancy[],
  timetable: PlaceTimetable,
  dates: readonly LocalDate[],
): TypeFullness[] {
  return visitTypes.flatMap((visitType) => {
    const ofType = slots.filter((slot) => slot.visitType === visitType)
    const days = dates.flatMap((date): DayFullness[] => {
      const there = ofType.filter((slot) => slot.date === date).map(asFullness)
      const closed = closedSlots(date, visitType, timetable).filter(
        ({ starts }) => !there.some((slot) => slot.starts === starts),
      )
      const all = [...there, ...closed].sort(byTime)
      return all.length > 0 ? [{ date, slots: all, total: totalOf(all) }] : []
    })
    const times = new Map(
      days.flatMap((day) => day.slots.map(({ starts, ends }) => [`${starts} ${ends}`, { starts, ends }])),
    )
    return days.length > 0 ? [{ visitType, times: [...times.values()].sort(byTime), days }] : []
  })
}

const byTime = (a: { starts: LocalTime; ends: LocalTime }, b: { starts: LocalTime; ends: LocalTime }) =>
  a.starts.localeCompare(b.starts) || a.ends.localeCompare(b.ends)

const asFullness = ({ startsAt, endsAt, wanted, booked, held, free, closed }: Occupancy): SlotFullness => ({
  starts: londonTime(startsAt),
  ends: londonTime(endsAt),
  wanted,
  booked,
  held,
  free: closed ? 0 : free,
  isClosed: closed || wanted === 0,
})

/** The slots that a date would have, were they not closed. */
function closedSlots(date: LocalDate, visitType: VisitType, timetable: PlaceTimetable): SlotFullness[] {
  const plan = planOf(timetable, visitType)
  const closes = ({ from, to, starts }: Closure, start: LocalTime) =>
    from <= date && date <= to && (starts ?? start) === start
  return slotTimesOn(date, { ...plan, closures: [] })
    .filter(({ starts }) => plan.closures.some((closure) => closes(closure, starts)))
    .map(({ starts, ends }) => ({ starts, ends, ...nothing, isClosed: true }))
}

function totalOf(slots: readonly Fullness[]): Fullness {
  const sum = (part: keyof typeof nothing, of = slots) => of.reduce((all, slot) => all + slot[part], 0)
  const open = slots.filter(({ isClosed }) => !isClosed)
  return {
    wanted: sum('wanted', open),
    booked: sum('booked'),
    held: sum('held'),
    free: sum('free', open),
    isClosed: open.length === 0,
  }
}
