import { placeName } from '../../domain/placeName.ts'
import { slotProblem } from '../../domain/request.ts'
import type { SlotProblem } from '../../domain/request.ts'
import { nearestFree } from '../../domain/slots.ts'
import { refuse, textField } from '../../journey/fields.ts'
import { answerTo, step, stopPage } from '../../journey/step.ts'
import type { Problem } from '../../journey/form.ts'
import type { Answers, Step } from '../../journey/step.ts'
import type { Slot } from '../../store/slots.ts'
import { beginning } from '../../text/format.ts'
import type { Translator } from '../../text/translate.ts'
import { slotLine, slotTimes } from '../../views/words.ts'
import { printed } from '../../views/printed.ts'
import { placeRules } from '../facts.ts'
import type { BookingFacts } from '../facts.ts'
import { partyOf } from './otherVisitors.ts'

/** What the radio "I do not want to choose another time" sends. */
const noMore = 'none'

const slotChoice = textField((text, context): number | typeof noMore => {
  if (text === noMore) return noMore
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : refuse(context, 'missing')
})

function problemOf(slot: Slot, answers: Answers, facts: BookingFacts): SlotProblem | undefined {
  const rules = placeRules(facts)
  return rules ? slotProblem(slot, partyOf(answers), rules) : 'notBookable'
}

/** Slots that this party could choose now. */
const suitable = (answers: Answers, facts: BookingFacts): Slot[] =>
  facts.slots.filter((slot) => problemOf(slot, answers, facts) === undefined)

/** Every slot by date, as a page shows them: radios, and in plain words those that cannot be chosen. */
function slotsByDate(
  answers: Answers,
  facts: BookingFacts,
  translator: Translator,
  { taken, chosen }: { taken: number[]; chosen: unknown },
) {
  const days = Map.groupBy(facts.slots, ({ date }) => date)
  const first = suitable(answers, facts).find(({ id }) => !taken.includes(id))
  return [...days].map(([date, slots]) => ({
    legend: printed(beginning(translator.date(date))),
    slots: slots.map((slot) => ({
      id: printed(slot.id),
      words: printed(slotTimes(slot, translator)),
      first: slot.id === first?.id,
      problem: taken.includes(slot.id) ? 'taken' : problemOf(slot, answers, facts),
      chosen: String(slot.id) === chosen,
    })),
  }))
}

type Choice = Step<{ slot: number | typeof noMore }, BookingFacts>

/** The slot ids chosen by earlier questions. */
const chosenIn = (earlier: Choice[], answers: Answers): number[] =>
  earlier.map((choice) => answerTo(choice, answers)?.slot).filter((slot) => typeof slot === 'number')

function choiceStep(slug: string, earlier: Choice[]): Choice {
  const last = earlier.at(-1)
  return step({
    slug,
    fields: { slot: slotChoice },
    askedWhen: (answers, facts: BookingFacts, typed) => {
      if (!last) return true
      const taken = chosenIn(earlier, answers)
      const more = suitable(answers, facts).some(({ id }) => !taken.includes(id))
      const chosenBefore = typed.slot !== undefined && typed.slot !== noMore
      return taken.length === earlier.length && (more || chosenBefore)
    },
    problems: ({ slot: chosen }, answers, facts): Problem[] => {
      if (chosen === noMore) return last ? [] : [{ field: 'slot', problem: 'missing' }]
      if (chosenIn(earlier, answers).includes(chosen)) return [{ field: 'slot', problem: 'chosenTwice' }]
      const slot = facts.slots.find(({ id }) => id === chosen)
      const problem = slot ? problemOf(slot, answers, facts) : 'notBookable'
      return problem ? [{ field: 'slot', problem }] : []
    },
    show: (answers, facts, translator, typed) => {
      const taken = chosenIn(earlier, answers)
      const wanted = facts.slots.find(({ id }) => String(id) === typed.slot)
      const isLost =
        typeof typed.slot === 'string' &&
        /^\d+$/.test(typed.slot) &&
        (!wanted || problemOf(wanted, answers, facts))
      const free = suitable(answers, facts).filter(({ id }) => !taken.includes(id))
      return {
        days: slotsByDate(answers, facts, translator, { taken, chosen: typed.slot }),
        nearest: isLost
          ? nearestFree(free, wanted?.startsAt ?? facts.now).map((slot) =>
              printed({ id: slot.id, words: slotLine(slot, translator) }),
            )
          : [],
        mayStop: last !== undefined,
        stops: typed.slot === noMore,
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
