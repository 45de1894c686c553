/** Knows the outbox: a row a message, written with what it tells of, and a job that carries only the row's id. */
import type { LocalDate } from '../domain/dates.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { sendJob } from './jobs.ts'

export const notificationKinds = [
  'request_received',
  'confirmed',
  'rejected',
  'expired',
  'cancelled',
  'moved',
  'undone',
  'prison_message',
  'changed',
  'request_changed',
  'change_requested',
  'change_refused',
  'change_expired',
  'withdrawn',
  'cancelled_by_visitor',
  'reminder',
  'joining',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** About visits, too, but to the prison. */
export const prisonNoticeKinds = ['visitor_cancelled'] as const
export type PrisonNoticeKind = (typeof prisonNoticeKinds)[number]

/** Ways by which a message goes; letters are printed and posted by people. */
export type MessageChannel = 'email' | 'text' | 'letter'

export type NotificationState = 'queued' | 'sent' | 'delivered' | 'failed'

/** A message about a visit, as pages list it. */
export interface Notification {
  id: string
  visitId: number
  eventId: number
  recipient: 'visitor' | 'prison'
  kind: NotificationKind | PrisonNoticeKind
  channel: MessageChannel
  state: NotificationState
  queuedAt: Date
  sentAt: Date | null
  /** Why it was not delivered: a key. */
  failure: string | null
}

/** A row to be sent: to whom it goes, and the ids of the one thing that it is about. */
export interface QueuedNotification {
  id: string
  recipient: 'visitor' | 'prison'
  /** A later version of the service may have queued one that we do not know. */
  kind: string
  channel: 'email' | 'text'
  queuedAt: Date
  visitId: number | null
  eventId: number | null
  placeId: number | null
  /** The day that a message to the prison tells of. */
  about: LocalDate | null
  alertId: string | null
  slotId: number | null
  /** The invitation to a professional's list that it tells of. */
  shareId: number | null
}

const queuedFields = `id, recipient, kind, channel, queued_at as "queuedAt", visit_id as "visitId",
  event_id as "eventId", place_id as "placeId", about, alert_id as "alertId", slot_id as "slotId",
  share_id as "shareId"`

const fields = `id, visit_id as "visitId", event_id as "eventId", recipient, kind, channel, state,
  queued_at as "queuedAt", sent_at as "sentAt", failure`

/**
 * Queues a message about an event, once however often it is called; sent only if the transaction commits. A letter waits
 * until somebody has posted it.
 */
export async function queueNotification(
  trx: Database,
  message: { visitId: number; eventId: number; kind: NotificationKind; channel: MessageChannel; now: Date },
): Promise<void> {
  await query(
    trx,
    `with queued as (
       insert into notifications (visit_id, event_id, kind, channel, queued_at)
       values (:visitId, :eventId, :kind, :channel, :now)
       on conflict do nothing
       returning id)
     ${sendJob}
     from queued where :channel <> 'letter'`,
    message,
  )
}

/** Locks a message that is still to be sent. Another worker's is passed over. */
export async function lockQueuedNotification(
  trx: Database,
  id: string,
): Promise<QueuedNotification | undefined> {
  const [row] = await query<QueuedNotification>(
    trx,
    `select ${queuedFields} from notifications where id = :id and state = 'queued' and channel <> 'letter'
     for update skip locked`,
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

/** Whether a message was left unsent because what it tells was not true any more. */
export const isOutOfDate = (failure: string | null): boolean =>
  failure === 'overtaken' || failure === 'too_late'
