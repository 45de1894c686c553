/** Knows the outbox: a row a message, written with what it tells of, and a job that carries only the row's id. */
import { query } from './database.ts'
import type { Database } from './database.ts'

export const notificationKinds = ['request_received', 'confirmed', 'rejected', 'expired'] as const
export type NotificationKind = (typeof notificationKinds)[number]
export type NotificationState = 'queued' | 'sent' | 'delivered' | 'failed'

export interface Notification {
  id: string
  visitId: number
  eventId: number
  kind: NotificationKind
  channel: 'email' | 'text'
  state: NotificationState
  queuedAt: Date
  sentAt: Date | null
  /** Why it was not delivered: a key. */
  failure: string | null
}

const fields = `id, visit_id as "visitId", event_id as "eventId", kind, channel, state,
  queued_at as "queuedAt", sent_at as "sentAt", failure`

/** Queues a message about an event, once however often it is called; sent only if the transaction commits. */
export async function queueNotification(
  trx: Database,
  message: { visitId: number; eventId: number; kind: NotificationKind; channel: 'email' | 'text'; now: Date },
): Promise<void> {
  await query(
    trx,
    `with queued as (
       insert into notifications (visit_id, event_id, kind, channel, queued_at)
       values (:visitId, :eventId, :kind, :channel, :now)
       on conflict do nothing
       returning id)
     select graphile_worker.add_job('send_notification', json_build_object('id', id), job_key => cast(id as text))
     from queued`,
    message,
  )
}

/** Locks a message that is still to be sent. Another worker's is passed over. */
export async function lockQueuedNotification(trx: Database, id: string): Promise<Notification | undefined> {
  const [row] = await query<Notification>(
    trx,
    `select ${fields} from notifications where id = :id and state = 'queued' for update skip locked`,
    { id },
  )
  return row
}

/** @param providerId the provider's own id of the message, if it has told one */
export async function markNotificationSent(
  trx: Database,
  id: string,
  now: Date,
  providerId: string | null = null,
): Promise<void> {
  await query(
    trx,
    "update notifications set state = 'sent', sent_at = :now, provider_id = :providerId where id = :id",
    { id, now, providerId },
  )
}

/** @param failure a key, not the provider's words */
export async function markNotificationFailed(trx: Database, id: string, failure: string): Promise<void> {
  await query(trx, "update notifications set state = 'failed', failure = :failure where id = :id", {
    id,
    failure,
  })
}

/** What was sent about a visit, newest first. */
export function listNotifications(db: Database, visitId: number): Promise<Notification[]> {
  return query<Notification>(
    db,
    `select ${fields} from notifications where visit_id = :visitId order by queued_at desc, id`,
    { visitId },
  )
}

/** How the provider says that a message ended. */
export type Settlement = 'delivered' | 'permanent_failure' | 'temporary_failure' | 'technical_failure'

/**
 * Writes down what became of a message; false when that changes nothing. Receipts come late, twice and in any order:
 * `delivered` is the last word, before it `permanent_failure`. A message that is still queued has left all the same.
 */
export async function settleNotification(
  db: Database,
  id: string,
  settlement: Settlement,
  now: Date,
): Promise<boolean> {
  const failure = settlement === 'delivered' ? null : settlement
  const changed = await query(
    db,
    `update notifications
     set state = cast(:state as text), failure = cast(:failure as text), sent_at = coalesce(sent_at, :now)
     where id = :id and state <> 'delivered'
       and (cast(:state as text) = 'delivered' or failure is null
         or failure not in ('permanent_failure', cast(:failure as text)))
     returning id`,
    { id, failure, now, state: failure ? 'failed' : 'delivered' },
  )
  return changed.length > 0
}

/** Whether a message was left unsent because what it tells was not true any more. */
export const isOutOfDate = (failure: string | null): boolean =>
  failure === 'overtaken' || failure === 'too_late'
