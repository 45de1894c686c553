/** Knows how a message leaves us: what a transport is given and answers, and the transport by SMTP. */
import { createTransport } from 'nodemailer'
import type { Language } from '../text/translate.ts'

export interface OutgoingMessage {
  /** The notification's id: the same message sent twice has the same id. */
  id: string
  to: string
  channel: 'email'
  subject: string
  body: string
  language: Language
  replyTo?: string
  visitReference: string
}

/**
 * Sends a message. `failed`, with a key, when trying again cannot help; anything that may pass is thrown.
 * No error that is thrown quotes the message or its recipient.
 */
export type Deliver = (message: OutgoingMessage) => Promise<'sent' | { failed: string }>

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  url: string
  /** The address that messages come from. */
  from: string
  /** Milliseconds that one message may take in all; below the database's limit for an idle transaction. */
  timeout?: number
}

/** Sends plain-text e-mail through a mail server. */
export function smtpTransport({ url, from, timeout = 8000 }: SmtpOptions): Deliver {
  const mailer = createTransport({
    url,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return async ({ id, to, subject, body, language, replyTo }) => {
    const message = {
      from,
      to: { name: '', address: to },
      ...(replyTo && { replyTo: { name: '', address: replyTo } }),
      subject,
      text: body,
      textEncoding: 'quoted-printable' as const,
      messageId: `<${id}@${domain}>`,
      headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
      signal: AbortSignal.timeout(timeout),
    }
    const refusal = await mailer.sendMail(message).then(() => undefined, refusalOf)
    if (!refusal) return 'sent'
    const failed = failureOf(refusal)
    if (failed) return { failed }
    throw new DeliveryError(refusal)
  }
}

/** A message that did not leave now. Says at which step, and the answer, in codes only. */
export class DeliveryError extends Error {
  readonly code: string
  constructor({ code, command, responseCode }: Refusal) {
    super('The mail server did not take the message')
    this.name = 'DeliveryError'
    this.code = [command, responseCode || code].filter(Boolean).join(' ')
  }
}

interface Refusal {
  code: string
  /** The step of the dialogue, such as `RCPT TO`; `API` when the mailer itself refused. */
  command: string
  /** The server's answer, 0 without one. */
  responseCode: number
}

function refusalOf(error: unknown): Refusal {
  const { code = '', command = '', responseCode = 0 } = error as Partial<Refusal>
  return { code, command, responseCode }
}

/** Which refusals are for good: 5xx about the recipient or the message. 503 and those about us may pass. */
function failureOf({ code, command, responseCode }: Refusal): string | undefined {
  const forGood = responseCode >= 500 && responseCode < 600 && responseCode !== 503
  if (command === 'API' && code === 'EENVELOPE') return 'address_not_valid'
  if (forGood && command === 'RCPT TO') return 'recipient_refused'
  if (forGood && command === 'DATA') return 'message_refused'
  return undefined
}
