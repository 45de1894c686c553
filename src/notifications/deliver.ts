/** Knows what a transport is given, and what it answers. */
import type { Language } from '../text/translate.ts'

export interface OutgoingMessage {
  /** The notification's id: the same message sent twice has the same id. */
  id: string
  to: string
  channel: 'email' | 'text'
  /** Of an e-mail; empty for a text. */
  subject: string
  body: string
  language: Language
  replyTo?: string
  /** The visit that it is about, if any. */
  visitReference?: string
  /** Whose links, besides our own and government's, stay links: the prison wrote them. */
  linkOrigins?: string[]
  /** Where an empty POST ends what the recipient asked to be told of (RFC 8058). */
  unsubscribeUrl?: string
}

/** `sent` may carry the provider's own id; `failed` is a key. */
export type Delivery = 'sent' | { sent: string } | { failed: string } | { heldUntil: Date }

/**
 * Sends a message. `failed` when trying again cannot help, `heldUntil` when the provider takes nothing before then;
 * anything else that may pass is thrown. No error that is thrown quotes the message or its recipient.
 */
export type Deliver = (message: OutgoingMessage) => Promise<Delivery>

/** Why a text message is not sent where nothing takes one: a key that alarms nobody who has an e-mail address, too. */
export const noTextService = 'no_text_service'

/** A message that did not leave now. Says at which step, and the answer, in codes only. */
export class DeliveryError extends Error {
  readonly code: string
  constructor(code: string) {
    super('The message was not taken')
    this.name = 'DeliveryError'
    this.code = code
  }
}
