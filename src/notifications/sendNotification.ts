/** Knows how one row of the outbox becomes a message: lock, read, write, send, mark. */
import type { VisitStatus } from '../domain/visit.ts'
import type { Database } from '../store/database.ts'
import { mintLink } from '../store/links.ts'
import type { RandomBytes } from '../store/links.ts'
import {
  lockQueuedNotification,
  markNotificationFailed,
  markNotificationSent,
} from '../store/notifications.ts'
import type { Notification, NotificationKind } from '../store/notifications.ts'
import { readVisit } from '../store/visits.ts'
import type { Visit } from '../store/visits.ts'
import { translator } from '../text/translate.ts'
import { writeMessage } from './messages.ts'
import type { Deliver } from './transports.ts'

export interface Sending {
  db: Database
  now: Date
  randomBytes: RandomBytes
  deliver: Deliver
  /** Without a slash at the end. */
  publicUrl: string
}

/** `nothing` when the row is not queued any more, or another worker has it. */
export type SendOutcome = { outcome: 'sent' | 'nothing' } | { outcome: 'failed'; failure: string }

/** What a message says of its visit is true only while the visit has this status. */
const trueWhile: Record<NotificationKind, VisitStatus> = {
  request_received: 'requested',
  confirmed: 'booked',
  rejected: 'rejected',
  expired: 'expired',
}

/**
 * The job `send_notification`: sends a queued message and marks it `sent`, or `failed` when it can never be sent.
 * Whatever may pass is thrown, and the row stays queued. At least once: the row's id goes with the message.
 * The transaction is never repeated, since a message cannot be taken back; `deliver` ends within 10 seconds, the
 * time that the database lets a transaction wait.
 */
export function sendNotification(id: string, sending: Sending): Promise<SendOutcome> {
  return sending.db.transaction(async (trx): Promise<SendOutcome> => {
    const notification = await lockQueuedNotification(trx, id)
    if (!notification) return { outcome: 'nothing' }
    const failure = await send(trx, notification, sending)
    if (failure === undefined) {
      await markNotificationSent(trx, id, sending.now)
      return { outcome: 'sent' }
    }
    await markNotificationFailed(trx, id, failure)
    return { outcome: 'failed', failure }
  })
}

/** After the last attempt: the row becomes `failed`, for a clerk to see. */
export function giveUpNotification(db: Database, id: string): Promise<void> {
  return db.transaction(async (trx) => {
    if (await lockQueuedNotification(trx, id)) await markNotificationFailed(trx, id, 'gave_up')
  })
}

/** Gives why the message can never be sent, or nothing. */
async function send(
  trx: Database,
  { id, visitId, kind, channel }: Notification,
  { now, randomBytes, deliver, publicUrl }: Sending,
): Promise<string | undefined> {
  const visit = await readVisit(trx, visitId)
  if (!visit || channel !== 'email' || !visit.email) return 'no_address'
  if (visit.status !== trueWhile[kind]) return 'overtaken'
  const secret = await mintLink(trx, visitId, now, randomBytes)
  const result = await deliver({
    ...addressed({ ...visit, email: visit.email }),
    id,
    ...write(kind, visit, publicUrl, secret),
  })
  return result === 'sent' ? undefined : result.failed
}

const addressed = ({ email, language, place, reference }: Visit & { email: string }) => ({
  to: email,
  channel: 'email' as const,
  language,
  ...(place.email && { replyTo: place.email }),
  visitReference: reference,
})

function write(kind: NotificationKind, visit: Visit, publicUrl: string, secret: string) {
  const language = `?lang=${visit.language}`
  const links = { visit: `${publicUrl}/visits/${secret}${language}`, start: `${publicUrl}/${language}` }
  return writeMessage(kind, visit, links, translator(visit.language))
}
