import { step } from '../../journey/step.ts'
import type { BookingFacts } from '../facts.ts'
import { birthProblems, dateOfBirth, personName, prisonNumber } from '../fields.ts'

export const prisoner = step({
  slug: 'prisoner',
  fields: { firstName: personName, lastName: personName, dateOfBirth, prisonNumber },
  problems: (value, _answers, { today }: BookingFacts) => birthProblems(value.dateOfBirth, today),
  rows: (value, _facts, { shortDate }) => [
    { label: 'name', lines: [`${value.firstName} ${value.lastName}`] },
    { label: 'dateOfBirth', lines: [shortDate(value.dateOfBirth)] },
    { label: 'prisonNumber', lines: [value.prisonNumber] },
  ],
})
