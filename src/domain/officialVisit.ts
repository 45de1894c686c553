/** Knows what an official visit has beyond any other. Specification §6. */
import type { LocalDate } from './dates.ts'

export const purposes = ['legal_adviser', 'probation', 'police', 'consular', 'other'] as const
/** As what the professional comes. */
export type Purpose = (typeof purposes)[number]

export const bringableItems = ['papers', 'laptop'] as const
/** What a party may ask to bring in; a decision approves it or not. */
export type Item = (typeof bringableItems)[number]

/** What the rule of a confirmation at once needs to know. */
export type InstantFacts = {
  /** Whether the place confirms free times at once. */
  officialInstant: boolean
  /** The last day on which the professional counts as verified; null is never. */
  verifiedUntil: LocalDate | null
  urgent: boolean
  items: readonly Item[]
  today: LocalDate
}

/**
 * Whether a free time is confirmed at once: for a professional who is verified today, where nothing waits for a clerk's
 * word, neither why it is urgent nor what is to be brought in. Specification §6.
 */
export const isConfirmedAtOnce = (facts: InstantFacts): boolean =>
  facts.officialInstant &&
  facts.verifiedUntil !== null &&
  facts.verifiedUntil >= facts.today &&
  !facts.urgent &&
  facts.items.length === 0

/** What a professional tells with a request; texts may be empty. */
export type OfficialDetails = {
  /** The professional's id in `people`. */
  professionalId: string
  purpose: Purpose
  organisation: string
  items: Item[]
  itemsDetails: string
  /** The professional's own reference of the case. */
  caseReference: string
  courtDate: LocalDate | null
  /** Why it cannot wait for the lead time; empty unless urgent. */
  urgentReason: string
}
