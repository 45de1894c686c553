/** Knows when a caller is who they say: two right answers about the visit. Specification §7. */
import type { LocalDate } from './dates.ts'
import { parseMobile } from './mobile.ts'
import { nameKey, withoutInvisible } from './names.ts'
import type { Person } from './party.ts'

/** After so many failures in a call nothing can be looked up in it any more. */
export const mostFailures = 3

/** So many right answers are asked for. */
const enough = 2

/** What a caller answered, as typed by the agent; what was not asked is empty or absent. */
export interface CallerAnswers {
  /** Of the main visitor. */
  dateOfBirth?: LocalDate
  /** An e-mail address or a mobile number. */
  contact?: string
  /** First and last name of another visitor than the main one. */
  otherVisitor?: string
}

/** What of a visit the answers are compared with. */
export interface IdentityFacts {
  /** The main visitor first. */
  party: readonly Person[]
  email: string | null
  mobile: string | null
}

const tidyAddress = (text: string): string => withoutInvisible(text).normalize('NFC').trim().toLowerCase()

const keyOfName = (text: string): string => nameKey('', text)

const isContact = (typed: string, { email, mobile }: IdentityFacts): boolean => {
  const address = tidyAddress(typed)
  if (address === '') return false
  if (email !== null && address === tidyAddress(email)) return true
  return mobile !== null && parseMobile(typed) === parseMobile(mobile)
}

const isOtherVisitor = (typed: string, { party }: IdentityFacts): boolean => {
  const key = keyOfName(typed)
  return key !== '' && party.slice(1).some(({ firstName, lastName }) => nameKey(firstName, lastName) === key)
}

/** How many of the three questions were answered at all. */
export const answersGiven = ({ dateOfBirth = '', contact = '', otherVisitor = '' }: CallerAnswers): number =>
  [dateOfBirth, tidyAddress(contact), keyOfName(otherVisitor)].filter((answer) => answer !== '').length

/** Whether so many were answered that the caller can be identified. */
export const areEnough = (answers: CallerAnswers): boolean => answersGiven(answers) >= enough

/** Whether two answers are right; which of them were wrong is told to nobody. */
export function isIdentified(answers: CallerAnswers, facts: IdentityFacts): boolean {
  const { dateOfBirth, contact = '', otherVisitor = '' } = answers
  const right = [
    dateOfBirth !== undefined && facts.party[0]?.dateOfBirth === dateOfBirth,
    isContact(contact, facts),
    isOtherVisitor(otherVisitor, facts),
  ]
  return right.filter(Boolean).length >= enough
}
