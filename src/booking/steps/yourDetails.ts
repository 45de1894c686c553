import { mainVisitorMinimumAge, partyProblemsOnEvery } from '../../domain/party.ts'
import { answerTo, step, stopPage } from '../../journey/step.ts'
import { datesOf } from '../facts.ts'
import type { BookingFacts } from '../facts.ts'
import { birthProblems, dateOfBirth, personName } from '../fields.ts'

export const yourDetails = step({
  slug: 'your-details',
  fields: { firstName: personName, lastName: personName, dateOfBirth },
  problems: (value, _answers, { today }: BookingFacts) => birthProblems(value.dateOfBirth, today),
  rows: (value, _facts, { shortDate }) => [
    { label: 'name', lines: [`${value.firstName} ${value.lastName}`] },
    { label: 'dateOfBirth', lines: [shortDate(value.dateOfBirth)] },
  ],
})

/** The main visitor is under 18 on every date that could be booked. */
export const tooYoungToBook = stopPage({
  slug: 'too-young',
  when: (answers, facts: BookingFacts) => {
    const you = answerTo(yourDetails, answers)
    const problems = you ? partyProblemsOnEvery([you], datesOf(facts), facts.place?.adultAge ?? 0) : []
    return problems.includes('mainVisitorTooYoung')
  },
  show: () => ({ age: mainVisitorMinimumAge }),
})
