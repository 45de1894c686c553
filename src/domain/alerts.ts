/** Knows who is told when places appear, and for which dates one can ask to be told (specification §9). */
import { addDays, londonDate, londonInstant, londonTime } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { PlaceFacts, SlotFacts } from './request.ts'
import { freePlaces } from './slots.ts'
import type { VisitType } from './slots.ts'
import { firstBookableDate, lastBookableDate } from './workingDays.ts'
import type { BookingRules } from './workingDays.ts'

/** How many are told of each place: "the next three who asked, in order". */
const toldOfEach = 3

/** The longest three months. */
const daysAhead = 92

/** Who waits, and of which slots they were told already. */
export interface WaitingAlert {
  id: string
  visitType: VisitType
  firstDate: LocalDate
  lastDate: LocalDate
  toldOf: readonly number[]
}

export interface AppearedPlaces {
  slotId: number
  visitType: VisitType
  date: LocalDate
  /** That appeared since people were last told, and are free. */
  places: number
}

/** Which alerts are told of which slots, an alert of each slot once. Both lists are in order. */
export function decideTold(
  slots: readonly AppearedPlaces[],
  alerts: readonly WaitingAlert[],
): { alertId: string; slotId: number }[] {
  return slots.flatMap(({ slotId, visitType, date, places }) =>
    alerts
      .filter(
        (alert) =>
          alert.visitType === visitType &&
          alert.firstDate <= date &&
          date <= alert.lastDate &&
          !alert.toldOf.includes(slotId),
      )
      .slice(0, places * toldOfEach)
      .map(({ id }) => ({ alertId: id, slotId })),
  )
}

export interface AlertDates {
  from: LocalDate
  to: LocalDate
}

/** The dates that can be booked today: what most people will ask for. */
export const usualDates = (today: LocalDate, rules: BookingRules): AlertDates => ({
  from: firstBookableDate(today, rules),
  to: lastBookableDate(today, rules),
})

/** Whether somebody could ask for the slot now. */
export function canBeHad(slot: SlotFacts, place: PlaceFacts): boolean {
  const { from, to } = usualDates(place.today, place)
  return (
    place.bookable &&
    slot.startsAt > place.now &&
    from <= slot.date &&
    slot.date <= to &&
    freePlaces(slot) > 0
  )
}

/** The last date that can be asked for today. */
export const latestDate = (today: LocalDate): LocalDate => addDays(today, daysAhead)

export type AlertDatesProblem =
  { field: 'from'; problem: 'inPast' } | { field: 'to'; problem: 'beforeFrom' | 'tooSoon' | 'tooLate' }

/** What is wrong with a range of dates: nothing in it could still be booked, or it ends over three months ahead. */
export function alertDatesProblem(
  { from, to }: AlertDates,
  today: LocalDate,
  rules: BookingRules,
): AlertDatesProblem | undefined {
  if (from < today) return { field: 'from', problem: 'inPast' }
  if (to < from) return { field: 'to', problem: 'beforeFrom' }
  if (to < firstBookableDate(today, rules)) return { field: 'to', problem: 'tooSoon' }
  return to > latestDate(today) ? { field: 'to', problem: 'tooLate' } : undefined
}

const night = { from: '21:00', until: '08:00' }

/** When a phone may ring again, if it is night in London; e-mails make no noise. */
export function endOfNight(now: Date): Date | undefined {
  const [date, time] = [londonDate(now), londonTime(now)]
  if (time >= night.from) return londonInstant(addDays(date, 1), night.until)
  return time < night.until ? londonInstant(date, night.until) : undefined
}
