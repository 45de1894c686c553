/** Knows the question who comes officially: official visitors and interpreters, without dates of birth. */
import { z } from 'zod'
import { maxPartySize, officialKinds } from '../../domain/party.ts'
import type { OfficialVisitor } from '../../domain/party.ts'
import { oneOf } from '../../journey/fields.ts'
import { answerTo, step } from '../../journey/step.ts'
import type { Field } from '../../journey/form.ts'
import type { Answers } from '../../journey/step.ts'
import type { Translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import type { BookingFacts } from '../facts.ts'
import { personName } from '../fields.ts'
import { typedPeople } from './people.ts'
import type { PeopleList } from './people.ts'

/** One of the party; asked on a page of its own and kept in the list. */
export const officialVisitor = step({
  slug: 'official-visitor',
  fields: { firstName: personName, lastName: personName, kind: oneOf(officialKinds) },
  rows: (_value, _facts: BookingFacts) => [],
})

const people: Field<OfficialVisitor[]> = {
  controls: () => [],
  read: typedPeople,
  schema: z.array(z.record(z.string(), z.unknown())).transform((list) =>
    list.flatMap((typed) => {
      const parsed = officialVisitor.parse(typed)
      return 'value' in parsed ? [parsed.value] : []
    }),
  ),
}

const inWords = ({ kind }: OfficialVisitor, { text }: Translator) =>
  text(`book.official-visitor.kinds.${kind}`)

export const officialParty = step({
  slug: 'who-comes',
  fields: { another: oneOf(['yes', 'no']), people },
  problems({ another, people: all }, _answers, _facts: BookingFacts) {
    const field = 'another'
    if (another === 'yes' || all.length > maxPartySize) {
      return [{ field, problem: 'tooManyPeople', values: { most: maxPartySize } }]
    }
    const comesOfficially = all.some(({ kind }) => kind === 'official_visitor')
    return comesOfficially ? [] : [{ field, problem: 'nobodyOfficial' }]
  },
  show: (_answers, _facts, translator, typed) => ({
    people: typedPeople(typed).flatMap((one) => {
      const parsed = officialVisitor.parse(one)
      if ('problems' in parsed) return []
      const { firstName, lastName } = parsed.value
      return [printed({ name: `${firstName} ${lastName}`, kind: inWords(parsed.value, translator) })]
    }),
    full: typedPeople(typed).length >= maxPartySize,
  }),
  rows: ({ people: all }, _facts, translator) => [
    {
      label: 'people',
      lines: all.map((one) => `${one.firstName} ${one.lastName}, ${inWords(one, translator)}`),
    },
  ],
})

/** Those who come officially as a list of people. */
export const officials: PeopleList = {
  slug: officialParty.slug,
  person: officialVisitor,
  most: maxPartySize,
}

/** The whole party, whose first is an official visitor; nothing where the question is not asked. */
export function officialPartyOf(answers: Answers): OfficialVisitor[] | undefined {
  const all = answerTo(officialParty, answers)?.people
  return all?.toSorted((a, b) => officialKinds.indexOf(a.kind) - officialKinds.indexOf(b.kind))
}
