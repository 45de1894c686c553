/** Knows how a message leaves by GOV.UK Notify, and what each of its answers means (standards N2–N5). */
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import axios, { isAxiosError } from 'axios'
import type { AxiosResponse } from 'axios'
import { NotifyClient } from 'notifications-node-client'
import { z } from 'zod'
import { DeliveryError } from './deliver.ts'
import type { Deliver } from './deliver.ts'
import { linksOf, notifyText } from './notifyText.ts'

export interface NotifyOptions {
  apiKey: string
  /** Without a slash at the end. */
  url: string
  /** The pass-through template: subject `((subject))`, body `((body))`. */
  emailTemplate: string
  /** The service's own address, whose links stay links. */
  publicUrl: string
  now: () => Date
  /** Milliseconds that one message may take in all; below the database's limit for an idle transaction. */
  timeout?: number
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

/** Sends through one pass-through template, and not at all for a while after Notify has said "too many". */
export function notifyTransport(options: NotifyOptions): Deliver {
  const { emailTemplate, publicUrl, now } = options
  const client = notifyClient(options)
  const mayLink = linksOf(publicUrl)
  let heldUntil = new Date(0)
  return async ({ id, to, subject, body }) => {
    if (now() < heldUntil) return { heldUntil }
    const personalisation = { subject, body: notifyText(body, mayLink) }
    const { status, data } = await client
      .sendEmail(emailTemplate, to, { personalisation, reference: id })
      .catch(answerIn)
    const failed = forGood.get(status)
    if (failed) return { failed }
    if (status === 201) return sentAs(data)
    if (status !== 429) throw new DeliveryError(String(status))
    heldUntil = new Date(now().getTime() + pause[rateLimited.safeParse(data).success ? 'rate' : 'daily'])
    return { heldUntil }
  }
}

/** The status says that Notify has the message, also when the rest of the answer is lost or makes no sense. */
function sentAs(data: unknown) {
  const { data: answer } = accepted.safeParse(data)
  return answer ? { sent: answer.id } : 'sent'
}

function notifyClient({ url, apiKey, timeout = 8000 }: NotifyOptions): NotifyClient {
  const http = axios.create({
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    maxContentLength: 1_000_000,
    maxRedirects: 0,
    proxy: false,
    validateStatus: () => true,
  })
  http.interceptors.request.use((request) => ({ ...request, signal: AbortSignal.timeout(timeout) }))
  const client = new NotifyClient(url, apiKey)
  // The same library; the client's types see its CommonJS face, which TypeScript holds for another.
  client.setClient(http as unknown as Parameters<NotifyClient['setClient']>[0])
  return client
}

/** The answer of which only a part came. Without any, the error says why in a code, and keeps nothing of the request. */
function answerIn(error: unknown): AxiosResponse<unknown> {
  if (isAxiosError<unknown>(error) && error.response) return error.response
  throw new DeliveryError((isAxiosError(error) && error.code) || 'unknown')
}
