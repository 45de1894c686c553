/** What the tests of the questions share: a place and its times, and a strict look at every refusal. */
import type { BookingFacts } from '../../../src/booking/facts.ts'
import { chosenSlots } from '../../../src/booking/steps/choices.ts'
import { publicJourney } from '../../../src/booking/pages/journeys.ts'
import { londonInstant } from '../../../src/domain/dates.ts'
import type { Problem, Typed } from '../../../src/journey/form.ts'
import type { Answers, Row, Step } from '../../../src/journey/step.ts'
import { problemsOf, walk } from '../../../src/journey/walk.ts'
import type { Slot } from '../../../src/store/slots.ts'
import type { Place } from '../../../src/store/places.ts'
import { samplePlace } from '../../samplePlace.ts'
import { languages, translator } from '../../../src/text/translate.ts'
import type { Language } from '../../../src/text/translate.ts'

/** An invented place that can be booked from Tuesday 24 November to Wednesday 16 December 2026. */
const place = samplePlace

/** A slot of that place with 2 places, 2pm to 4pm in London. */
export const aSlot = (id: number, date: string, overrides: Partial<Slot> = {}): Slot => ({
  id,
  placeId: 1,
  visitType: 'social',
  date,
  startsAt: londonInstant(date, '14:00'),
  endsAt: londonInstant(date, '16:00'),
  wanted: 2,
  booked: 0,
  held: 0,
  ...overrides,
})

/** On Wednesday 18 November 2026, at that place. */
export const facts: BookingFacts = {
  now: new Date('2026-11-18T10:00:00Z'),
  today: '2026-11-18',
  places: [place, { ...place, id: 2, slug: 'other', name: 'Other', nameCy: null, bookable: false }],
  place,
  visitType: 'social',
  isUrgent: false,
  offeredTypes: ['social'],
  slots: [aSlot(1, '2026-11-24'), aSlot(2, '2026-11-25'), aSlot(3, '2026-12-01'), aSlot(4, '2026-12-16')],
}

/** The same with another kind of place. */
export const factsWhere = (overrides: Partial<Place>): BookingFacts => ({
  ...facts,
  place: { ...place, ...overrides },
})

export const born = (date: string) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { 'dateOfBirth-day': day, 'dateOfBirth-month': month, 'dateOfBirth-year': year }
}

export const typedAdult: Typed = { firstName: 'Gwen', lastName: 'Example', ...born('1985-06-15') }
export const typedChild: Typed = { firstName: 'Tomos', lastName: 'Example', ...born('2018-02-28') }

/** The answers that the typed ones come to, as the walk of the public journey gives them. */
export function answersFrom(typed: Record<string, Typed>, at: BookingFacts = facts): Answers {
  const before: Record<string, Typed> = {
    prison: { prison: 'sample' },
    prisoner: { ...typedAdult, prisonNumber: 'A1234BC' },
    'your-details': typedAdult,
    'other-visitors': { another: 'no' },
  }
  return walk(publicJourney.list, { ...before, ...typed }, at).answers
}

/** The slots that the answers so typed ask for. */
export const slotsFrom = (typed: Record<string, Typed>, at: BookingFacts = facts): number[] =>
  chosenSlots(answersFrom(typed, at))

/** The value that was typed; fails when there is none. */
export function valueOf<Value>(step: Step<Value, BookingFacts>, typed: Typed): Value {
  const parsed = step.parse(typed)
  if ('value' in parsed) return parsed.value
  throw new Error(`Refused: ${JSON.stringify(parsed.problems)}`)
}

function checkTexts(slug: string, { field, problem, values }: Problem): void {
  for (const language of languages) {
    const sentence = translator(language).text(`book.${slug}.errors.${field}.${problem}`, values)
    if (/[{}]/.test(sentence)) throw new Error(`A value is missing: ${sentence}`)
  }
}

/** What is wrong with an answer, as `field.problem`; each has to have its whole sentence in both languages. */
export function refusals<Value>(
  step: Step<Value, BookingFacts>,
  typed: Typed,
  { answers = {}, at = facts }: { answers?: Answers; at?: BookingFacts } = {},
): string[] {
  return problemsOf(step, typed, answers, at).map((problem) => {
    checkTexts(step.slug, problem)
    return `${problem.field}.${problem.problem}`
  })
}

/** Whether the question is asked after those answers. */
export const isAsked = <Value>(
  step: Step<Value, BookingFacts>,
  answers: Answers,
  at: BookingFacts = facts,
): boolean => step.askedWhen(answers, at, {})

/** The rows of check-answers, in words: "label: lines". */
export function rowsOf<Value>(
  step: Step<Value, BookingFacts>,
  typed: Typed,
  language: Language,
  at: BookingFacts = facts,
): string[] {
  const words = translator(language)
  const written = ({ label, lines }: Row) =>
    `${words.text(`book.${step.slug}.rows.${label}`)}: ${lines.join(' | ')}`
  return step.rows(valueOf(step, typed), at, words).map(written)
}
