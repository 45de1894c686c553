/** Knows how a message leaves by SMTP, and which refusals are for good. */
import { createTransport } from 'nodemailer'
import { DeliveryError, noTextService } from './deliver.ts'
import type { Deliver } from './deliver.ts'

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  url: string
  /** The address that messages come from. */
  from: string
  /** Milliseconds that one message may take in all; below the database's limit for an idle transaction. */
  timeout?: number
}

/** Sends plain-text e-mail through a mail server; text messages not at all. */
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
  return async ({ id, to, channel, subject, body, language, replyTo, unsubscribeUrl }) => {
    if (channel === 'text') return { failed: noTextService }
    const message = {
      from,
      to: { name: '', address: to },
      ...(replyTo && { replyTo: { name: '', address: replyTo } }),
      subject,
      text: body,
      textEncoding: 'quoted-printable' as const,
      messageId: `<${id}@${domain}>`,
      headers: {
        'Content-Language': language,
        'Auto-Submitted': 'auto-generated',
        ...(unsubscribeUrl && oneClick(unsubscribeUrl)),
      },
      signal: AbortSignal.timeout(timeout),
    }
    const refusal = await mailer.sendMail(message).then(() => undefined, refusalOf)
    if (!refusal) return 'sent'
    const failed = failureOf(refusal)
    if (failed) return { failed }
    throw new DeliveryError(codeOf(refusal))
  }
}

/** Lets a mail program unsubscribe with one click (RFC 8058). */
const oneClick = (url: string) => ({
  'List-Unsubscribe': { prepared: true, value: `<${url}>` },
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

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

const codeOf = ({ code, command, responseCode }: Refusal) =>
  [command, responseCode || code].filter(Boolean).join(' ')

/** Which refusals are for good: 5xx about the recipient or the message. 503 and those about us may pass. */
function failureOf({ code, command, responseCode }: Refusal): string | undefined {
  const forGood = responseCode >= 500 && responseCode < 600 && responseCode !== 503
  if (command === 'API' && code === 'EENVELOPE') return 'address_not_valid'
  if (forGood && command === 'RCPT TO') return 'recipient_refused'
  if (forGood && command === 'DATA') return 'message_refused'
  return undefined
}
