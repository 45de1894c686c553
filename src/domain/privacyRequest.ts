import { addDays, londonDate } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** Somebody was named as a visitor and objects, or complains about how data is used. */
export const privacyKinds = ['objection', 'complaint'] as const
export type PrivacyKind = (typeof privacyKinds)[number]

export const longestPrivacyWords = 4000

const daysToAcknowledge = 30

/** The last day on which people who wrote are told that it has arrived (standards D5). */
export const acknowledgeBy = (received: Date): LocalDate => addDays(londonDate(received), daysToAcknowledge)
