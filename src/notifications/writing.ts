/** Knows what becomes of a row of the outbox before it is sent: a message, or why there is none. */
import type { FeedbackArea } from '../domain/feedback.ts'
import type { Database } from '../store/database.ts'
import type { RandomBytes } from '../store/links.ts'
import type { Language } from '../text/translate.ts'
import type { OutgoingMessage } from './deliver.ts'

export interface Writing {
  /**
   * Makes links, outside the message's transaction: they work as soon as the message can be read, and also if the message
   * is on its way and that cannot be noted any more.
   */
  db: Database
  now: Date
  randomBytes: RandomBytes
  /** Without a slash at the end. */
  publicUrl: string
}

/**
 * `failed` is a key: the message can never be sent. `heldUntil`: it is to be written again then. `others` are the ids of
 * rows that the same message stands for.
 */
export type Written = ({ message: OutgoingMessage } | { failed: string } | { heldUntil: Date }) & {
  others?: string[]
}

/** The page on which a reader of messages says what they think of the service. */
export const feedbackLink = (publicUrl: string, language: Language, area: FeedbackArea = 'public'): string =>
  `${publicUrl}/feedback?page=message&area=${area}&lang=${language}`

/** The start page in the reader's language. */
export const startLink = (publicUrl: string, language: Language): string => `${publicUrl}/?lang=${language}`
