import { placeName } from '../../domain/placeName.ts'
import { nearestFree } from '../../domain/slots.ts'
import { refuse, textField } from '../../journey/fields.ts'
import { answerTo, step, stopPage } from '../../journey/step.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import type { Answers, Step } from '../../journey/step.ts'
import { slotLine } from '../../views/words.ts'
import type { BookingFacts } from '../facts.ts'
import { isBooked, problemOf, slotAbove, slotsByDate, suitable } from './offeredSlots.ts'

/** What the radio "I do not want to choose another time" sends. */
const noMore = 'none'

const slotChoice = textField((text, context): number | typeof noMore => {
  if (text === noMore) return noMore
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : refuse(context, 'missing')
})

type Choice = Step<{ slot: number | typeof noMore }, BookingFacts>

/** The slot ids chosen by earlier questions. */
const chosenIn = (earlier: Choice[], answers: Answers): number[] =>
  earlier.map((choice) => answerTo(choice, answers)?.slot).filter((slot) => typeof slot === 'number')

/** The slots that a later question does not offer: those chosen before, and the one that the visit keeps otherwise. */
const takenBefore = (earlier: Choice[], answers: Answers, { own }: BookingFacts): number[] =>
  own?.booked && earlier.length > 0 ? [...chosenIn(earlier, answers), own.booked] : chosenIn(earlier, answers)

/** What stands on a page: what was typed, else what the visit that is changed asks for now. */
function chosenOn(typed: Typed, place: number, { own }: BookingFacts): unknown {
  if (typed.slot !== undefined || !own) return typed.slot
  return String(own.choices[place] ?? noMore)
}

/** @param soonest how many of the next free times stand above all others */
function choiceStep(slug: string, earlier: Choice[], soonest = 0): Choice {
  const last = earlier.at(-1)
  return step({
    slug,
    view: 'choice',
    fields: { slot: slotChoice },
    askedWhen: (answers, facts: BookingFacts, typed) => {
      if (!last) return true
      const chosen = chosenIn(earlier, answers)
      if (chosen.length < earlier.length || chosen.some((id) => isBooked(id, facts))) return false
      const taken = takenBefore(earlier, answers, facts)
      const more = suitable(answers, facts).some(({ id }) => !taken.includes(id))
      const chosenBefore = typed.slot !== undefined && typed.slot !== noMore
      return more || chosenBefore
    },
    problems: ({ slot: chosen }, answers, facts): Problem[] => {
      if (chosen === noMore) return last ? [] : [{ field: 'slot', problem: 'missing' }]
      if (takenBefore(earlier, answers, facts).includes(chosen))
        return [{ field: 'slot', problem: 'chosenTwice' }]
      const slot = facts.slots.find(({ id }) => id === chosen)
      const problem = slot ? problemOf(slot, answers, facts) : 'notBookable'
      return problem ? [{ field: 'slot', problem }] : []
    },
    show: (answers, facts, translator, typed) => {
      const taken = takenBefore(earlier, answers, facts)
      const chosen = chosenOn(typed, earlier.length, facts)
      const wanted = facts.slots.find(({ id }) => String(id) === typed.slot)
      const isLost =
        typeof typed.slot === 'string' &&
        /^\d+$/.test(typed.slot) &&
        (!wanted || problemOf(wanted, answers, facts))
      const free = suitable(answers, facts).filter(({ id }) => !taken.includes(id))
      const first = isLost ? nearestFree(free, wanted?.startsAt ?? facts.now) : free.slice(0, soonest)
      const above = isLost ? [] : first.map(({ id }) => id)
      return {
        days: slotsByDate(answers, facts, translator, { taken, chosen, above }),
        firstAs: isLost ? 'nearest' : 'soonest',
        first: first.map((slot) => slotAbove(slot, facts, translator, chosen)),
        mayStop: last !== undefined,
        stops: chosen === noMore,
        anyFree: free.length > 0,
      }
    },
    rows: ({ slot: chosen }, facts, translator) => {
      const slot = facts.slots.find(({ id }) => id === chosen)
      return [
        { label: 'slot', lines: [slot ? slotLine(slot, translator) : translator.text('book.notChosen')] },
      ]
    },
  })
}

export const firstChoice = choiceStep('first-choice', [])
export const secondChoice = choiceStep('second-choice', [firstChoice])
export const thirdChoice = choiceStep('third-choice', [firstChoice, secondChoice])

const soonestShown = 3
const officialFirst = choiceStep('first-choice', [], soonestShown)
const officialSecond = choiceStep('second-choice', [officialFirst], soonestShown)
const officialThird = choiceStep('third-choice', [officialFirst, officialSecond], soonestShown)

/** The same three questions, each with the next free times above the dates (specification §6). */
export const choicesSoonestFirst = [officialFirst, officialSecond, officialThird]

/** The slot ids asked for, in order of preference. */
export const chosenSlots = (answers: Answers): number[] =>
  chosenIn([firstChoice, secondChoice, thirdChoice], answers)

/** No time that this party could have. */
export const noTimes = stopPage({
  slug: 'no-times',
  when: (answers, facts: BookingFacts) => suitable(answers, facts).length === 0,
  show: (_answers, { place }, { language }) => ({
    place: place && placeName(place, language),
    days: place?.bookingWindowDays,
    phone: place?.phone,
  }),
})
