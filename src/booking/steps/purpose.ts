import { purposes } from '../../domain/officialVisit.ts'
import { oneOf } from '../../journey/fields.ts'
import { step } from '../../journey/step.ts'
import type { BookingFacts } from '../facts.ts'

/** As what the professional comes (specification §6, "type of visit"). */
export const purpose = step({
  slug: 'purpose',
  fields: { purpose: oneOf(purposes) },
  rows: ({ purpose: chosen }, _facts: BookingFacts, { text }) => [
    { label: 'purpose', lines: [text(`book.purpose.kinds.${chosen}`)] },
  ],
})
