/** Knows what the rules of booking need besides the answers: the place, its times, and the moment. */
import type { LocalDate } from '../domain/dates.ts'
import type { PlaceFacts } from '../domain/request.ts'
import type { OwnPlaces } from '../domain/visitChange.ts'
import { bookableDates } from '../domain/workingDays.ts'
import type { Place, PlaceName } from '../store/places.ts'
import type { Slot } from '../store/slots.ts'

export interface BookingFacts {
  now: Date
  today: LocalDate
  /** Every place, by name. */
  places: readonly PlaceName[]
  /** The place of the answer, once there is one. */
  place: Place | undefined
  /** The place's slots on bookable dates, in order; those of a visit that is changed as it sees them itself. */
  slots: readonly Slot[]
  /** The places of the visit that is changed. */
  own?: OwnPlaces & {
    visitId: number
    /** What it has or asks for now, in order. */
    choices: readonly number[]
  }
}

/** The place as the rules see it. */
export function placeRules({ place, now, today }: BookingFacts): PlaceFacts | undefined {
  return place && { ...place, now, today }
}

/** The dates that can be asked for today. */
export function datesOf({ place, today }: BookingFacts): readonly LocalDate[] {
  return place ? bookableDates(today, place) : []
}
