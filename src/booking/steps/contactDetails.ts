import { anyOf } from '../../journey/fields.ts'
import type { Problem } from '../../journey/form.ts'
import { step } from '../../journey/step.ts'
import type { BookingFacts } from '../facts.ts'
import { emailAddress, optionalMobile } from '../fields.ts'

/** Text messages need a number. */
export const mobileProblems = ({ mobile, texts }: { mobile?: string; texts: string[] }): Problem[] =>
  texts.length > 0 && mobile === undefined ? [{ field: 'mobile', problem: 'neededForTexts' }] : []

export const contactDetails = step({
  slug: 'contact-details',
  fields: { email: emailAddress, mobile: optionalMobile, texts: anyOf(['yes']) },
  problems: (value, _answers, _facts: BookingFacts) => mobileProblems(value),
  rows: ({ email, mobile, texts }, _facts, { text }) => [
    { label: 'email', lines: [email] },
    { label: 'mobile', lines: [mobile ?? text('book.notProvided')] },
    { label: 'texts', lines: [text(texts.length > 0 ? 'common.yes' : 'common.no')] },
  ],
})
