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
import { queueAgain } from '../store/outbox.ts'
import { readVisit } from '../store/visits.ts'
import type { Visit } from '../store/visits.ts'
import { translator } from '../text/translate.ts'
import type { Deliver, Delivery } from './deliver.ts'
import { writeMessage } from './messages.ts'

export interface Sending {
  db: Database
  now: Date
  randomBytes: RandomBytes
  deliver: Deliver
  /** Without a slash at the end. */
  publicUrl: string
}

/** `nothing` when the row is not queued any more, or another worker has it; `held` when it is queued for later. */
export type SendOutcome = { outcome: 'sent' | 'nothing' | 'held' } | { outcome: 'failed'; failure: string }

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
    return note(trx, id, await send(trx, notification, sending), sending.now)
  })
}

async function note(trx: Database, id: string, delivery: Delivery, now: Date): Promise<SendOutcome> {
  if (delivery === 'sent' || 'sent' in delivery) {
    await markNotificationSent(trx, id, now, delivery === 'sent' ? null : delivery.sent)
    return { outcome: 'sent' }
  }
  if ('heldUntil' in delivery) {
    await queueAgain(trx, id, delivery.heldUntil)
    return { outcome: 'held' }
  }
  await markNotificationFailed(trx, id, delivery.failed)
  return { outcome: 'failed', failure: delivery.failed }
}

/** After the last attempt: the row becomes `failed`, for a clerk to see. */
export function giveUpNotification(db: Database, id: string): Promise<void> {
  return db.transaction(async (trx) => {
    if (await lockQueuedNotification(trx, id)) await markNotificationFailed(trx, id, 'gave_up')
  })
}

async function send(
  trx: Database,
  { id, visitId, kind, channel }: Notification,
  { now, randomBytes, deliver, publicUrl }: Sending,
): Promise<Delivery> {
  const visit = await readVisit(trx, visitId)
  if (!visit || channel !== 'email' || !visit.email) return { failed: 'no_address' }
  const pointless = pointlessness(kind, visit, now)
  if (pointless) return { failed: pointless }
  const secret = await mintLink(trx, visitId, now, randomBytes)
  return deliver({
    ...addressed({ ...visit, email: visit.email }),
    id,
    ...write(kind, visit, publicUrl, secret),
  })
}

/** Why a message is better not sent: it is no longer true, or the time that it tells of has passed (standards N16). */
function pointlessness(kind: NotificationKind, visit: Visit, now: Date): string | undefined {
  if (!(kind in trueWhile)) throw new Error('A later version of the service knows this message')
  if (visit.status !== trueWhile[kind]) return 'overtaken'
  const times = kind === 'confirmed' ? [visit.slot] : visit.choices.map(({ slot }) => slot)
  const isOver = times.every((slot) => slot && slot.startsAt <= now)
  return isOver && (kind === 'confirmed' || kind === 'request_received') ? 'too_late' : undefined
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
