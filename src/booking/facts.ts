/** Knows what the rules of booking need besides the answers: the place, its times, and the moment. */
import type { LocalDate } from '../domain/dates.ts'
import { datesToAskFor } from '../domain/request.ts'
import type { PlaceFacts } from '../domain/request.ts'
import type { VisitType } from '../domain/slots.ts'
import type { OwnPlaces } from '../domain/visitChange.ts'
import { rulesFor } from '../domain/workingDays.ts'
import type { Place, PlaceName } from '../store/places.ts'
import type { Slot } from '../store/slots.ts'

/** What is asked for. */
export interface Asking {
  /** Nothing before it is known. */
  visitType: VisitType | undefined
  /** Whether there is a reason why it cannot wait for the lead time. */
  isUrgent: boolean
}

export interface BookingFacts extends Asking {
  now: Date
  today: LocalDate
  /** Every place, by name. */
  places: readonly PlaceName[]
  /** The place of the answer, once there is one. */
  place: Place | undefined
  /** Of which types the place has times; none before times are needed. */
  offeredTypes: readonly VisitType[]
  /** The place's slots of that type on dates that can be asked for, in order; those of a visit that is changed as it sees them itself. */
  slots: readonly Slot[]
  /** The places of the visit that is changed. */
  own?: OwnPlaces & {
    visitId: number
    /** What it has or asks for now, in order. */
    choices: readonly number[]
  }
}

/** The place as the rules see it. */
export function placeRules({ place, now, today, ...asking }: BookingFacts): PlaceFacts | undefined {
  const { visitType, isUrgent } = asking
  return place && visitType && { ...rulesFor(place, visitType), isUrgent, now, today }
}

/** The dates that can be asked for today. */
export function datesOf(
  facts: Pick<BookingFacts, 'place' | 'today' | 'visitType' | 'isUrgent'>,
): readonly LocalDate[] {
  const { place, today, visitType, isUrgent } = facts
  return place && visitType ? datesToAskFor(today, { ...rulesFor(place, visitType), isUrgent }) : []
}
