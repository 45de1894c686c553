import type { LocalDate } from './dates.ts'
import { partyProblems } from './party.ts'
import type { PartyProblem, PartyMember } from './party.ts'
import { freePlaces } from './slots.ts'
import { answerBy, bookableDates } from './workingDays.ts'
import type { BookingRules } from './workingDays.ts'
import { expiresOn } from './visit.ts'

/** Why a slot cannot be chosen now. */
export type SlotProblem = 'notBookable' | 'full' | PartyProblem

/** What the rules need to know of a slot. */
export type SlotFacts = { date: LocalDate; startsAt: Date; wanted: number; booked: number; held: number }

/** What the rules need to know of a place and the moment. */
export type PlaceFacts = BookingRules & { bookable: boolean; adultAge: number; today: LocalDate; now: Date }

/** Why this party cannot choose this slot now, or nothing. Specification §4, "Choices", "Social party". */
export function slotProblem(
  slot: SlotFacts,
  party: readonly PartyMember[],
  place: PlaceFacts,
): SlotProblem | undefined {
  const bookable =
    place.bookable && slot.startsAt > place.now && bookableDates(place.today, place).includes(slot.date)
  if (!bookable) return 'notBookable'
  if (freePlaces(slot) === 0) return 'full'
  return partyProblems(party, slot.date, place.adultAge)[0]
}

/** What a request comes to: its dates, or each choice that cannot be had (by index). */
export type RequestDecision =
  | { accept: { answerBy: LocalDate; expiresOn: LocalDate } }
  | { refused: { choice: number; problem: SlotProblem | 'chosenTwice' }[] }

/** Decides on a request at the moment it is sent. Specification §4, "Choices: … all free at submit". */
export function decideRequest(
  choices: readonly (SlotFacts & { id: number })[],
  party: readonly PartyMember[],
  place: PlaceFacts,
): RequestDecision {
  const refused = choices.flatMap((slot, choice) => {
    const twice = choices.findIndex(({ id }) => id === slot.id) < choice
    const problem = twice ? ('chosenTwice' as const) : slotProblem(slot, party, place)
    return problem ? [{ choice, problem }] : []
  })
  if (refused.length > 0 || choices.length === 0) return { refused }
  return {
    accept: { answerBy: answerBy(place.today, place), expiresOn: expiresOn(choices.map(({ date }) => date)) },
  }
}
