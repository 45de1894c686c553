import { z } from 'zod'
import { maxAdults, maxPartySize, partyProblemsOnEvery } from '../../domain/party.ts'
import type { Person } from '../../domain/party.ts'
import { oneOf } from '../../journey/fields.ts'
import { answerTo, step } from '../../journey/step.ts'
import type { Field } from '../../journey/form.ts'
import type { Answers } from '../../journey/step.ts'
import { printed } from '../../views/printed.ts'
import { datesOf } from '../facts.ts'
import type { BookingFacts } from '../facts.ts'
import { birthProblems, dateOfBirth, personName } from '../fields.ts'
import { typedPeople } from './people.ts'
import type { PeopleList } from './people.ts'
import { yourDetails } from './yourDetails.ts'

/** The most people besides the main visitor. */
export const maxOthers = maxPartySize - 1

/** One other visitor; asked on a page of its own and kept in the list of `otherVisitors`. */
export const visitorDetails = step({
  slug: 'visitor-details',
  fields: { firstName: personName, lastName: personName, dateOfBirth },
  problems: (value, _answers, { today }: BookingFacts) => birthProblems(value.dateOfBirth, today),
  rows: () => [],
})

const people: Field<Person[]> = {
  controls: () => [],
  read: typedPeople,
  schema: z
    .array(z.record(z.string(), z.unknown()))
    .max(maxOthers)
    .transform((list) =>
      list.flatMap((typed) => {
        const parsed = visitorDetails.parse(typed)
        return 'value' in parsed ? [parsed.value] : []
      }),
    ),
}

/** The whole social party, the main visitor first. */
export function socialPartyOf(answers: Answers): Person[] {
  const you = answerTo(yourDetails, answers)
  return you ? [you, ...(answerTo(otherVisitors, answers)?.people ?? [])] : []
}

export const otherVisitors = step({
  slug: 'other-visitors',
  fields: { another: oneOf(['yes', 'no']), people },
  problems: ({ another, people: others }, answers, facts: BookingFacts) => {
    if (another === 'yes' || others.length > maxOthers)
      return [{ field: 'another', problem: 'tooManyPeople', values: { most: maxOthers } }]
    const party = [...socialPartyOf({ [yourDetails.slug]: answers[yourDetails.slug] }), ...others]
    const adultAge = facts.place?.adultAge ?? 0
    const wrong = partyProblemsOnEvery(party, datesOf(facts), adultAge)
    const values = { most: maxAdults, adultAge }
    return wrong.includes('tooManyAdults') ? [{ field: 'another', problem: 'tooManyAdults', values }] : []
  },
  show: (_answers, _facts, { text, shortDate }, typed) => ({
    people: typedPeople(typed).flatMap((visitor) => {
      const parsed = visitorDetails.parse(visitor)
      if ('problems' in parsed) return []
      const { firstName, lastName, dateOfBirth: born } = parsed.value
      const date = shortDate(born)
      const person = {
        name: `${firstName} ${lastName}`,
        born: text('book.other-visitors.dateOfBirth', { date }),
      }
      return [printed(person)]
    }),
    full: typedPeople(typed).length >= maxOthers,
  }),
  rows: ({ people: others }, _facts, { text, shortDate }) => [
    {
      label: 'people',
      lines:
        others.length === 0
          ? [text('book.other-visitors.none')]
          : others.map(
              ({ firstName, lastName, dateOfBirth: born }) => `${firstName} ${lastName}, ${shortDate(born)}`,
            ),
    },
  ],
})

/** The other visitors as a list of people. */
export const others: PeopleList = { slug: otherVisitors.slug, person: visitorDetails, most: maxOthers }
