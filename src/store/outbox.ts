/** Knows the outbox as a whole: which messages nobody would send any more, and how it is doing. */
import { query } from './database.ts'
import type { Database } from './database.ts'
import { sendJob } from './jobs.ts'
import type { NotificationKind } from './notifications.ts'

/** Whether the e-mail of an event has not left yet, and nobody is sending it; it does not leave in this transaction. */
export async function isStillQueued(
  trx: Database,
  { eventId, kind }: { eventId: number; kind: NotificationKind },
): Promise<boolean> {
  const rows = await query(
    trx,
    `select from notifications
     where event_id = :eventId and kind = :kind and channel = 'email' and state = 'queued' for update skip locked`,
    { eventId, kind },
  )
  return rows.length > 0
}

/** Puts a message off: its job is done again then, as if for the first time. */
export async function queueAgain(trx: Database, id: string, at: Date): Promise<void> {
  await query(
    trx,
    `select graphile_worker.add_job('send_notification', json_build_object('id', cast(:id as uuid)),
       job_key => cast(:id as text), run_at => cast(:at as timestamptz))`,
    { id, at },
  )
}

/** Queues a failed message as if for the first time; whether somebody had dealt with its failure is forgotten. */
export async function queueFailedAgain(trx: Database, id: string, now: Date): Promise<void> {
  await query(
    trx,
    `with queued as (
       update notifications
       set state = 'queued', failure = null, queued_at = :now, sent_at = null, provider_id = null, polled_at = null,
         dealt_with_at = null, dealt_with_by = null
       where id = :id and state = 'failed'
       returning id, channel)
     ${sendJob}
     from queued where channel <> 'letter'`,
    { id, now },
  )
}

/**
 * Queues a job for every waiting message that has none, or whose job belongs to a worker that died: it is locked
 * longer than a message may take. Letters have none. Gives how many. Safe to repeat.
 */
export async function requeueForgotten(db: Database): Promise<number> {
  const queued = await query(
    db,
    `with forgotten as (
       select id from notifications
       where state = 'queued' and channel <> 'letter' and not exists (
         select from graphile_worker.jobs as job
         where job.key = cast(notifications.id as text)
           and (job.locked_at > now() - interval '1 minute'
             or job.locked_at is null and job.attempts < job.max_attempts))
       for update skip locked)
     ${sendJob}
     from forgotten`,
  )
  return queued.length
}

/** How many messages wait to be sent, and for how long the oldest does: 0 when none waits. Texts that a night holds do
 * not count, nor do letters. */
export async function readWaiting(db: Database): Promise<{ count: number; oldestSeconds: number }> {
  const [waiting] = await query<{ count: number; oldestSeconds: number }>(
    db,
    `select cast(count(*) as integer) as count,
       cast(coalesce(extract(epoch from now() - min(queued_at)), 0) as float) as "oldestSeconds"
     from notifications
     where state = 'queued' and channel <> 'letter' and not (channel = 'text' and exists (
       select from graphile_worker.jobs as job
       where job.key = cast(notifications.id as text) and job.run_at > now() and job.attempts = 0))`,
  )
  return waiting ?? { count: 0, oldestSeconds: 0 }
}

/** The messages of the last 24 hours that failed, by key. */
export function countFailures(db: Database): Promise<{ failure: string; count: number }[]> {
  return query<{ failure: string; count: number }>(
    db,
    `select coalesce(failure, 'unknown') as failure, cast(count(*) as integer) as count
     from notifications where state = 'failed' and failure not in ('overtaken', 'too_late', 'no_text_service') and queued_at > now() - interval '1 day' group by 1`,
  )
}
