/** Knows how a message leaves by GOV.UK Notify, and what each of its answers means (standards N2–N5). */
import { z } from 'zod'
import { DeliveryError, noTextService } from './deliver.ts'
import type { Deliver, OutgoingMessage } from './deliver.ts'
import { answerIn, notifyClient } from './notifyClient.ts'
import type { NotifyAccess } from './notifyClient.ts'
import { linksOf, notifyText } from './notifyText.ts'

export interface NotifyOptions extends NotifyAccess {
  /** The pass-through template: subject `((subject))`, body `((body))`. */
  emailTemplate: string
  /** The one of text messages: `((body))`. Without it none is sent. */
  smsTemplate?: string
  /** The service's own address, whose links stay links. */
  publicUrl: string
  now: () => Date
}

/** Milliseconds without sending after a 429: the minute of the rolling limit, or a while of the daily one. */
const pause = { rate: 60_000, daily: 15 * 60_000 }

const accepted = z.object({ id: z.uuid() })
const rateLimited = z.object({ errors: z.array(z.object({ error: z.literal('RateLimitError') })) })

/** Answers that no repetition changes: what is asked for, or with which key, is wrong. */
const forGood = new Map([
  [400, 'notify_refused'],
  [403, 'notify_forbidden'],
])

/** Sends through a pass-through template, and not at all for a while after Notify has said "too many". */
export function notifyTransport(options: NotifyOptions): Deliver {
  const { now } = options
  const send = sender(options)
  let heldUntil = new Date(0)
  return async (message) => {
    if (message.channel === 'text' && !options.smsTemplate) return { failed: noTextService }
    if (now() < heldUntil) return { heldUntil }
    const { status, data } = await send(message).catch(answerIn)
    const failed = forGood.get(status)
    if (failed) return { failed }
    if (status === 201) return sentAs(data)
    if (status !== 429) throw new DeliveryError(String(status))
    heldUntil = new Date(now().getTime() + pause[rateLimited.safeParse(data).success ? 'rate' : 'daily'])
    return { heldUntil }
  }
}

/** Hands a message to Notify; a text message needs no care, as nothing in one is Markdown. */
function sender({ emailTemplate, smsTemplate = '', publicUrl, ...access }: NotifyOptions) {
  const client = notifyClient(access)
  return ({ id, to, channel, subject, body, linkOrigins, unsubscribeUrl }: OutgoingMessage) =>
    channel === 'text'
      ? client.sendSms(smsTemplate, to, { personalisation: { body }, reference: id })
      : client.sendEmail(emailTemplate, to, {
          personalisation: { subject, body: notifyText(body, linksOf(publicUrl, linkOrigins)) },
          reference: id,
          oneClickUnsubscribeURL: unsubscribeUrl,
        })
}

/** The status says that Notify has the message, also when the rest of the answer is lost or makes no sense. */
function sentAs(data: unknown) {
  const { data: answer } = accepted.safeParse(data)
  return answer ? { sent: answer.id } : 'sent'
}
