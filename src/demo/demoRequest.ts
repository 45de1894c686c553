/** Knows what an invented request is made of. */
import type { DecisionForm } from '../domain/decision.ts'
import type { Person } from '../domain/party.ts'
import type { PostalAddress } from '../domain/postalAddress.ts'
import type { Language } from '../domain/visit.ts'
import type { Support } from '../store/visits.ts'

export interface DemoRequest {
  place: string
  /** Days before the demo's first start on which it was asked for. */
  daysAgo: number
  prisonNumber: string
  prisoner: Person
  party: Person[]
  email: string | null
  mobile?: string
  /** An agent booked it in a call for somebody who is told by text message or letter. */
  postalAddress?: PostalAddress
  byPhone?: true
  /** How many of the earliest slots to pass over, and how many to choose. */
  skip?: number
  choices?: number
  language?: Language
  support?: Support
  decision?: Pick<DecisionForm, 'decision' | 'reasons'>
}

/** Somebody invented. */
export const person = (firstName: string, lastName: string, dateOfBirth: string): Person => ({
  firstName,
  lastName,
  dateOfBirth,
})
