import { anyOf } from '../../journey/fields.ts'
import { step } from '../../journey/step.ts'
import type { BookingFacts } from '../facts.ts'
import { optionalEmail, optionalMobile } from '../fields.ts'
import { contactDetails, mobileProblems } from './contactDetails.ts'

/** The same question to who asked without an e-mail address, at the prison's desk or by phone. */
export const optionalContactDetails = step({
  slug: contactDetails.slug,
  fields: { email: optionalEmail, mobile: optionalMobile, texts: anyOf(['yes']) },
  problems: (value, _answers, _facts: BookingFacts) => mobileProblems(value),
  rows: () => [],
})
