/** Knows how one row of the outbox becomes a message: lock, read, write, send, mark. */
import type { Database } from '../store/database.ts'
import {
  lockQueuedNotification,
  markNotificationFailed,
  markNotificationSent,
} from '../store/notifications.ts'
import type { QueuedNotification } from '../store/notifications.ts'
import { queueAgain } from '../store/outbox.ts'
import { alertMessage } from './alertMessages.ts'
import type { Deliver, Delivery } from './deliver.ts'
import { prisonMessage } from './prisonMessages.ts'
import { shareMessage } from './shareMessages.ts'
import { visitMessage } from './visitMessages.ts'
import type { Writing, Written } from './writing.ts'

export interface Sending extends Writing {
  deliver: Deliver
}

/** `nothing` when the row is not queued any more, or another worker has it; `held` when it is queued for later. */
export type SendOutcome = { outcome: 'sent' | 'nothing' | 'held' } | { outcome: 'failed'; failure: string }

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
    const written = await write(trx, notification, sending)
    const delivery = 'message' in written ? await sending.deliver(written.message) : written
    const outcome = await note(trx, id, delivery, sending.now)
    if (outcome.outcome !== 'held') {
      for (const other of written.others ?? []) await note(trx, other, delivery, sending.now)
    }
    return outcome
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

/** Writes what a row is about: each has the ids of one thing. */
function write(trx: Database, row: QueuedNotification, writing: Writing): Promise<Written> {
  const { visitId, eventId, alertId, shareId, recipient } = row
  if (recipient === 'prison') return prisonMessage(trx, row, writing)
  if (visitId !== null && eventId !== null) return visitMessage(trx, row, { visitId, eventId }, writing)
  if (shareId !== null) return shareMessage(trx, row, shareId, writing)
  if (alertId !== null) return alertMessage(trx, row, alertId, writing)
  throw new Error('A later version of the service knows this message')
}
