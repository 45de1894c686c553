import { parsePostcode } from '../../domain/contactDetails.ts'
import { fullName } from '../../domain/names.ts'
import { longestAddressLine, mostAddressLines, needsLetters } from '../../domain/postalAddress.ts'
import type { PostalAddress } from '../../domain/postalAddress.ts'
import { languages } from '../../domain/visit.ts'
import { anyOf, oneOf, refuse, textField } from '../../journey/fields.ts'
import type { Problem, Typed, ValueOf } from '../../journey/form.ts'
import { answerTo, step } from '../../journey/step.ts'
import { printed } from '../../views/printed.ts'
import type { BookingFacts } from '../facts.ts'
import { isLonger, optionalEmail, optionalMobile, plainWords } from '../fields.ts'
import { mobileProblems } from './contactDetails.ts'
import { yourDetails } from './yourDetails.ts'

/** One line of an envelope, or nothing. */
const addressLine = {
  ...plainWords,
  schema: plainWords.schema.transform((line, context) =>
    isLonger(line, longestAddressLine)
      ? refuse(context, 'tooLong', { values: { most: longestAddressLine } })
      : line,
  ),
}

const postcode = textField((text, context) => {
  if (text.trim() === '') return ''
  return parsePostcode(text) ?? refuse(context, 'wrongFormat')
})

const ways = { email: optionalEmail, mobile: optionalMobile, texts: anyOf(['yes']) }

const address = {
  addressName: addressLine,
  addressLine1: addressLine,
  addressLine2: addressLine,
  addressLine3: addressLine,
  addressLine4: addressLine,
  postcode,
}

type Value = ValueOf<typeof ways & typeof address>

const linesOf = (value: Value): string[] =>
  Array.from(
    { length: mostAddressLines },
    (_, index) => value[`addressLine${index + 1}` as keyof Value],
  ).filter((line): line is string => typeof line === 'string' && line !== '')

/** Whether letters are all that reaches the caller. */
const isWrittenTo = ({ email, mobile, texts }: Value): boolean =>
  needsLetters({ email: email ?? null, mobile: mobile ?? null, wantsTexts: texts.length > 0 })

/** Where letters go; nowhere for who is reached otherwise: what is not needed is not kept. */
export function addressIn(value: Value): PostalAddress | null {
  if (!isWrittenTo(value)) return null
  return { name: value.addressName, lines: linesOf(value), postcode: value.postcode }
}

function addressProblems(value: Value): Problem[] {
  if (!isWrittenTo(value)) return []
  const isMissing = {
    addressName: value.addressName === '',
    addressLine1: linesOf(value).length === 0,
    postcode: value.postcode === '',
  }
  return Object.entries(isMissing).flatMap(([field, missing]) =>
    missing ? [{ field, problem: 'missing' }] : [],
  )
}

/** What is wrong with how a caller wants to be reached, besides each answer by itself. */
export const callerProblems = (value: Value): Problem[] => [
  ...mobileProblems(value),
  ...addressProblems(value),
]

/** The address in the controls in which it was typed. */
export const typedAddress = (post: PostalAddress | null): Typed =>
  post
    ? {
        addressName: post.name,
        postcode: post.postcode,
        ...Object.fromEntries(post.lines.map((line, index) => [`addressLine${index + 1}`, line])),
      }
    : {}

/** The same of a visit that was asked for already; its language stays. */
export const callerContactChange = step({
  slug: 'contact-details',
  fields: { ...ways, ...address },
  problems: (value, _answers, _facts: BookingFacts) => callerProblems(value),
  rows: () => [],
})

/** A caller may have neither e-mail nor text messages: then we write to their postal address. */
export const callerContactDetails = step({
  slug: 'contact-details',
  view: 'caller-contact-details',
  fields: { ...ways, language: oneOf(languages), ...address },
  problems: (value, _answers, _facts: BookingFacts) => callerProblems(value),
  show(answers) {
    const mainVisitor = answerTo(yourDetails, answers)
    return { usualName: printed(mainVisitor ? fullName(mainVisitor) : '') }
  },
  rows(value, _facts, { text }) {
    const { email, mobile, texts, language } = value
    const post = addressIn(value)
    return [
      { label: 'email', lines: [email ?? text('book.notProvided')] },
      { label: 'mobile', lines: [mobile ?? text('book.notProvided')] },
      { label: 'texts', lines: [text(texts.length > 0 ? 'common.yes' : 'common.no')] },
      ...(post ? [{ label: 'address', lines: [post.name, ...post.lines, post.postcode] }] : []),
      { label: 'language', lines: [text(`staff.visit.languages.${language}`)] },
    ]
  },
})
