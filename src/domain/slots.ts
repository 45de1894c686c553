import { isoWeekday } from './dates.ts'
import type { LocalDate, LocalTime } from './dates.ts'

export const visitTypes = ['social', 'official_in_person', 'official_video', 'official_telephone'] as const
export type VisitType = (typeof visitTypes)[number]

/** A visiting time and how many visits the manager wants in it (0 = closed). */
export type SlotTime = { starts: LocalTime; ends: LocalTime; wanted: number }

/** One time of the weekly pattern; weekday 1 is Monday, both dates are included, null is open-ended. */
export type TimetableEntry = SlotTime & {
  weekday: number
  validFrom: LocalDate
  validTo: LocalDate | null
}

/** One time of a date that differs from its weekday. */
export type TimetableException = SlotTime & { date: LocalDate }

/** Dates nobody can book, both included; with `starts` only the slot that starts then. */
export type Closure = { from: LocalDate; to: LocalDate; starts: LocalTime | null }

export type SlotPlan = {
  timetable: readonly TimetableEntry[]
  exceptions: readonly TimetableException[]
  closures: readonly Closure[]
}

/** The visiting times of one type at one place on a date, in order. Specification §4, "A day's slots". */
export function slotTimesOn(date: LocalDate, { timetable, exceptions, closures }: SlotPlan): SlotTime[] {
  const closed = closures.filter(({ from, to }) => from <= date && date <= to)
  const isClosed = (starts: LocalTime) => closed.some((closure) => (closure.starts ?? starts) === starts)
  const exceptional = exceptions.filter((exception) => exception.date === date)
  const times = exceptional.length > 0 ? exceptional : timetabled(date, timetable)
  return times
    .filter(({ starts }) => !isClosed(starts))
    .map(({ starts, ends, wanted }) => ({ starts, ends, wanted }))
    .sort((a, b) => a.starts.localeCompare(b.starts) || a.ends.localeCompare(b.ends))
}

/** Specification §4, "Capacity". Counted in visits. */
export function freePlaces({
  wanted,
  booked,
  held,
}: {
  wanted: number
  booked: number
  held: number
}): number {
  return Math.max(0, wanted - booked - held)
}

/** Of these free slots, those nearest in time to the one that was wanted, in date order. */
export function nearestFree<S extends { startsAt: Date }>(slots: readonly S[], to: Date, count = 3): S[] {
  const distance = ({ startsAt }: S) => Math.abs(startsAt.getTime() - to.getTime())
  const inDateOrder = slots.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  const nearest = inDateOrder.toSorted((a, b) => distance(a) - distance(b)).slice(0, count)
  return nearest.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}

function timetabled(date: LocalDate, timetable: readonly TimetableEntry[]): readonly SlotTime[] {
  const weekday = isoWeekday(date)
  return timetable.filter(
    (entry) =>
      entry.weekday === weekday &&
      entry.validFrom <= date &&
      (entry.validTo === null || date <= entry.validTo),
  )
}
