/** Knows the rows of the outbox that tell of places: one an alert and slot, ever; it is queued again if it was overtaken. */
import { query } from './database.ts'
import type { Database } from './database.ts'
import { slotFields } from './slots.ts'
import type { Slot } from './slots.ts'

/**
 * Queues what alerts are told of. All that one is told of at once goes into one message, which is the first row's; the
 * jobs of the others come later, in case that they were left out.
 */
export async function queuePlacesAppeared(
  trx: Database,
  told: { alertId: string; slotId: number }[],
  now: Date,
): Promise<void> {
  if (told.length === 0) return
  await query(
    trx,
    `with queued as (
       insert into notifications (alert_id, slot_id, kind, channel, queued_at)
       select alert.id, told."slotId", 'places_appeared', case when email is null then 'text' else 'email' end, :now
       from jsonb_to_recordset(:told) as told ("alertId" uuid, "slotId" integer)
         join place_alerts as alert on alert.id = told."alertId"
       on conflict (alert_id, slot_id) do update
         set state = 'queued', failure = null, channel = excluded.channel, queued_at = excluded.queued_at,
           dealt_with_at = null, dealt_with_by = null
         where notifications.state = 'failed' and notifications.failure = 'overtaken'
       returning id, alert_id, slot_id),
     in_order as (
       select queued.id, row_number() over (partition by alert_id order by starts_at, slots.id) as turn
       from queued join slots on slots.id = slot_id)
     select graphile_worker.add_job('send_notification', json_build_object('id', id), job_key => cast(id as text),
       run_at => now() + case when turn = 1 then interval '0' else interval '10 minutes' end)
     from in_order`,
    { told: JSON.stringify(told), now },
  )
}

/** Locks all that an alert is still to be told of, in order of time. What another worker has is passed over. */
export function lockQueuedOfAlert(trx: Database, alertId: string): Promise<(Slot & { messageId: string })[]> {
  return query<Slot & { messageId: string }>(
    trx,
    `select notifications.id as "messageId", ${slotFields}
     from notifications join slots on slots.id = notifications.slot_id
     where alert_id = :alertId and state = 'queued'
     order by starts_at, slots.id for update of notifications skip locked`,
    { alertId },
  )
}
