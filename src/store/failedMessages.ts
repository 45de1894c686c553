/** Knows the messages that never arrived, about visits still to come, which nobody has dealt with yet. */
import type { VisitStatus } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import type { MessageChannel, NotificationKind } from './notifications.ts'
import { prisonerName } from './visits.ts'

export interface FailedMessage {
  id: string
  reference: string
  status: VisitStatus
  placeName: string
  prisonNumber: string
  prisoner: { firstName: string; lastName: string }
  mainVisitor: { firstName: string; lastName: string }
  kind: NotificationKind
  channel: MessageChannel
  queuedAt: Date
  /** A key. */
  failure: string
}

/** How many are shown at once. */
export const mostFailedMessages = 25

/**
 * Those of some prisons, the oldest first, and how many there are in all. A message that was overtaken did not fail; nor
 * does one matter after which another of the visit's has come through the same way.
 */
export async function listFailedMessages(
  db: Database,
  { prisons, place, now }: { prisons: string[]; place: string | null; now: Date },
): Promise<{ rows: FailedMessage[]; total: number }> {
  const rows = await query<FailedMessage & { total: number }>(
    db,
    `select failed.id, reference, visits.status, places.name as "placeName", prison_number as "prisonNumber",
       ${prisonerName} as prisoner,
       json_build_object('firstName', first_name, 'lastName', last_name) as "mainVisitor",
       failed.kind, failed.channel, failed.queued_at as "queuedAt", failed.failure,
       cast(count(*) over () as integer) as total
     from notifications as failed join visits on visits.id = failed.visit_id
       join places on places.id = visits.place_id
       join visit_visitors on visit_visitors.visit_id = visits.id and position = 0
       left join slots on slots.id = visits.slot_id
     where failed.state = 'failed' and failed.dealt_with_at is null
       and failed.failure not in ('overtaken', 'too_late')
       and (failed.failure <> 'no_text_service' or visits.email is null)
       and places.code = any(:prisons) and (cast(:place as text) is null or places.slug = :place)
       and coalesce(slots.starts_at, visits.expires_on at time zone 'Europe/London') > :now
       and not exists (
         select from notifications as later
         where later.visit_id = failed.visit_id and later.channel = failed.channel
           and later.queued_at > failed.queued_at and later.state in ('sent', 'delivered'))
     order by failed.queued_at, failed.id
     limit ${mostFailedMessages}`,
    { prisons, place, now },
  )
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Writes down that somebody has dealt with a failed message, once; false if there is no such message at these prisons. */
export async function dealWithMessage(
  db: Database,
  { id, prisons, personId, now }: { id: string; prisons: string[]; personId: string; now: Date },
): Promise<boolean> {
  const rows = await query(
    db,
    `update notifications
     set dealt_with_at = coalesce(dealt_with_at, :now), dealt_with_by = coalesce(dealt_with_by, :personId)
     from visits join places on places.id = visits.place_id
     where notifications.id = :id and visits.id = visit_id and places.code = any(:prisons) and state = 'failed'
     returning notifications.id`,
    { id, prisons, personId, now },
  )
  return rows.length > 0
}
