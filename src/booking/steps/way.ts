import type { VisitType } from '../../domain/slots.ts'
import { oneOf } from '../../journey/fields.ts'
import { step } from '../../journey/step.ts'
import type { TypedPages } from '../../journey/step.ts'
import type { BookingFacts } from '../facts.ts'

const ways = ['in_person', 'video', 'telephone'] as const
type Way = (typeof ways)[number]

const types: Record<Way, VisitType> = {
  in_person: 'official_in_person',
  video: 'official_video',
  telephone: 'official_telephone',
}

/** Every type of official visit. */
export const officialTypes: readonly VisitType[] = Object.values(types)

/** How the professional and the prisoner meet. */
export const way = step({
  slug: 'way',
  fields: { way: oneOf(ways) },
  rows: ({ way: chosen }, _facts: BookingFacts, { text }) => [
    { label: 'way', lines: [text(`book.way.kinds.${types[chosen]}`)] },
  ],
})

/** The type of visit that was chosen. */
export function chosenType(typed: TypedPages): VisitType | undefined {
  const parsed = way.parse(typed[way.slug] ?? {})
  return 'value' in parsed ? types[parsed.value.way] : undefined
}

/** What would have been typed for a visit of that type. */
export const typedWay = (visitType: VisitType) => ({
  way: ways.find((one) => types[one] === visitType) ?? '',
})
