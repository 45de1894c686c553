/** Knows the slots that a party is offered: which suit it, and how a page shows them by date. */
import { partyProblems } from '../../domain/party.ts'
import { slotProblem } from '../../domain/request.ts'
import type { SlotProblem } from '../../domain/request.ts'
import type { Answers } from '../../journey/step.ts'
import type { Slot } from '../../store/slots.ts'
import { beginning } from '../../text/format.ts'
import type { Translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { slotLine, slotTimes } from '../../views/words.ts'
import { placeRules } from '../facts.ts'
import type { BookingFacts } from '../facts.ts'
import { partyOf } from './party.ts'

/** Why this party cannot choose a slot now, or nothing. */
export function problemOf(slot: Slot, answers: Answers, facts: BookingFacts): SlotProblem | undefined {
  const rules = placeRules(facts)
  // Who keeps the time that they have need not be able to book it today.
  if (rules && isBooked(slot.id, facts)) {
    return partyProblems(partyOf(answers), slot.date, rules.adultAge)[0]
  }
  return rules ? slotProblem(slot, partyOf(answers), rules) : 'notBookable'
}

/** Whether it is the time that the visit to be changed is booked for. */
export const isBooked = (id: number, { own }: BookingFacts): boolean => own?.booked === id

/** Slots that this party could choose now. */
export const suitable = (answers: Answers, facts: BookingFacts): Slot[] =>
  facts.slots.filter((slot) => problemOf(slot, answers, facts) === undefined)

/** Every slot by date that does not stand above them, as a page shows them: radios, and in plain words those that cannot be chosen. */
export function slotsByDate(
  answers: Answers,
  facts: BookingFacts,
  translator: Translator,
  { taken, chosen, above }: { taken: number[]; chosen: unknown; above: number[] },
) {
  const below = facts.slots.filter(({ id }) => !above.includes(id))
  const days = Map.groupBy(below, ({ date }) => date)
  const first = suitable(answers, facts).find(({ id }) => !taken.includes(id))
  return [...days].map(([date, slots]) => ({
    legend: printed(beginning(translator.date(date))),
    slots: slots.map((slot) => ({
      id: printed(slot.id),
      words: printed(slotTimes(slot, translator)),
      first: slot.id === first?.id,
      own: placeIn(slot, facts),
      problem: taken.includes(slot.id) ? takenAs(slot, facts) : problemOf(slot, answers, facts),
      chosen: String(slot.id) === chosen,
    })),
  }))
}

/** A slot that stands above all dates. */
export function slotAbove(slot: Slot, facts: BookingFacts, translator: Translator, chosen: unknown) {
  const [times, own] = [slotLine(slot, translator), placeIn(slot, facts)]
  return {
    id: printed(slot.id),
    words: printed(own ? translator.text(`book.slots.${own}`, { times }) : times),
    chosen: String(slot.id) === chosen,
  }
}

/** Which of its places a visit that is changed has in a slot. */
function placeIn({ id }: Slot, facts: BookingFacts): 'yours' | 'heldForYou' | undefined {
  if (isBooked(id, facts)) return 'yours'
  return facts.own?.held === id ? 'heldForYou' : undefined
}

const takenAs = ({ id }: Slot, facts: BookingFacts) => (isBooked(id, facts) ? 'yours' : 'taken')
