import { addDays, datesBetween } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { partyProblems } from './party.ts'
import type { PartyProblem, PartyMember } from './party.ts'
import { freePlaces } from './slots.ts'
import { answerBy, bookableDates, firstBookableDate, lastBookableDate } from './workingDays.ts'
import type { BookingRules } from './workingDays.ts'
import { expiresOn } from './visit.ts'

/** Why a slot cannot be chosen now. */
export type SlotProblem = 'notBookable' | 'full' | PartyProblem

/** What the rules need to know of a slot. */
export type SlotFacts = { date: LocalDate; startsAt: Date; wanted: number; booked: number; held: number }

/** The rules for who asks: `isUrgent` when there is a reason why the lead time cannot be waited for (specification §6). */
export type AskingRules = BookingRules & { isUrgent?: boolean }

/** What the rules need to know of a place and the moment. */
export type PlaceFacts = AskingRules & { bookable: boolean; adultAge: number; today: LocalDate; now: Date }

/** Every date that may be asked for today, in order: an urgent request may ask for those inside the lead time, too. */
export const datesToAskFor = (today: LocalDate, rules: AskingRules): readonly LocalDate[] =>
  rules.isUrgent ? datesBetween(today, lastBookableDate(today, rules)) : bookableDates(today, rules)

/** Why this party cannot choose this slot now, or nothing. Specification §4, "Choices", "Social party". */
export function slotProblem(
  slot: SlotFacts,
  party: readonly PartyMember[],
  place: PlaceFacts,
): SlotProblem | undefined {
  const bookable =
    place.bookable && slot.startsAt > place.now && datesToAskFor(place.today, place).includes(slot.date)
  if (!bookable) return 'notBookable'
  if (freePlaces(slot) === 0) return 'full'
  return partyProblems(party, slot.date, place.adultAge)[0]
}

/** What is promised of a request. It is urgent only where one of its times is inside the lead time. */
export type Promised = { urgent: boolean; answerBy: LocalDate; expiresOn: LocalDate }

/** What a request comes to: its dates, or each choice that cannot be had (by index). */
export type RequestDecision =
  { accept: Promised } | { refused: { choice: number; problem: SlotProblem | 'chosenTwice' }[] }

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
    accept: promiseFor(
      choices.map(({ date }) => date),
      place,
    ),
  }
}

/**
 * What is promised of times that may be asked for. An urgent request is answered by the date of its earliest choice, where that comes first, and may still be answered on
 * the day of its latest one: it expires the day after.
 */
export function promiseFor(
  dates: readonly LocalDate[],
  { today, ...rules }: AskingRules & { today: LocalDate },
): Promised {
  const [promise, latest] = [answerBy(today, rules), expiresOn(dates)]
  const earliest = dates.toSorted()[0] ?? latest
  if (!rules.isUrgent || earliest >= firstBookableDate(today, rules)) {
    return { urgent: false, answerBy: promise, expiresOn: latest }
  }
  return { urgent: true, answerBy: earliest < promise ? earliest : promise, expiresOn: addDays(latest, 1) }
}
