/** Knows what an official visit has beyond any other. Specification §6. */
import type { LocalDate } from './dates.ts'

export const purposes = ['legal_adviser', 'probation', 'police', 'consular', 'other'] as const
/** As what the professional comes. */
export type Purpose = (typeof purposes)[number]

export const bringableItems = ['papers', 'laptop'] as const
/** What a party may ask to bring in; a decision approves it or not. */
export type Item = (typeof bringableItems)[number]

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
