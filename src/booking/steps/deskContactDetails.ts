import { languages } from '../../domain/visit.ts'
import { anyOf, oneOf } from '../../journey/fields.ts'
import { step } from '../../journey/step.ts'
import type { BookingFacts } from '../facts.ts'
import { optionalEmail, optionalMobile } from '../fields.ts'
import { mobileProblems } from './contactDetails.ts'

/** Who stands at the desk may have no e-mail, and reads a language that the clerk's pages do not show. */
export const deskContactDetails = step({
  slug: 'contact-details',
  view: 'desk-contact-details',
  fields: { email: optionalEmail, mobile: optionalMobile, texts: anyOf(['yes']), language: oneOf(languages) },
  problems: (value, _answers, _facts: BookingFacts) => mobileProblems(value),
  rows: ({ email, mobile, texts, language }, _facts, { text }) => [
    { label: 'email', lines: [email ?? text('book.notProvided')] },
    { label: 'mobile', lines: [mobile ?? text('book.notProvided')] },
    { label: 'texts', lines: [text(texts.length > 0 ? 'common.yes' : 'common.no')] },
    { label: 'language', lines: [text(`staff.visit.languages.${language}`)] },
  ],
})
