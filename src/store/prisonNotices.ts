/** Knows what prisons are told by e-mail if they want: what visitors cancel, and what is overdue. */
import type { LocalDate } from '../domain/dates.ts'
import type { BookingRules } from '../domain/workingDays.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { sendJob } from './jobs.ts'
import type { PrisonNoticeKind } from './notifications.ts'

/** Queues an e-mail to the prison about an event of a visit, if the place wants to be told of such. */
export async function queuePrisonNotice(
  trx: Database,
  notice: { visitId: number; eventId: number; kind: PrisonNoticeKind; now: Date },
): Promise<void> {
  await query(
    trx,
    `with queued as (
       insert into notifications (recipient, visit_id, event_id, kind, channel, queued_at)
       select 'prison', visits.id, :eventId, :kind, 'email', :now
       from visits join places on places.id = place_id
       where visits.id = :visitId and wants_cancellations and places.email <> ''
       on conflict do nothing
       returning id)
     ${sendJob}
     from queued`,
    notice,
  )
}

/** What waits since before `:today`, with its slot: requests, and changes asked for of booked visits. */
const overdue = `
  select visits.place_id, visits.reference, false as is_change, visits.answer_by, visits.requested_at, visits.id,
    (select slot_id from visit_choices where visit_id = visits.id and rank = 1) as slot_id
  from visits where status = 'requested' and forgotten_at is null and answer_by < :today
  union all
  select visits.place_id, visits.reference, true, change.answer_by, change.requested_at, visits.id,
    coalesce(
      (select slot_id from visit_change_choices where change_id = change.id and rank = 1), visits.slot_id)
  from visit_changes as change join visits on visits.id = change.visit_id
  where change.status = 'requested' and visits.status = 'booked' and forgotten_at is null and change.answer_by < :today`

/** The places that want to be told of their overdue requests and changes, and have some. */
export function listPlacesToDigest(
  db: Database,
  today: LocalDate,
): Promise<({ id: number } & Pick<BookingRules, 'worksWeekends'>)[]> {
  return query(
    db,
    `select id, works_weekends as "worksWeekends" from places
     where wants_digest and email <> '' and id in (select place_id from (${overdue}) as waiting)
     order by id`,
    { today },
  )
}

/** Queues the digest of a place for a day, once; true if it was not queued before. */
export async function queueDigest(
  db: Database,
  digest: { placeId: number; about: LocalDate; now: Date },
): Promise<boolean> {
  const rows = await query(
    db,
    `with queued as (
       insert into notifications (recipient, place_id, about, kind, channel, queued_at)
       values ('prison', :placeId, :about, 'digest', 'email', :now)
       on conflict do nothing
       returning id)
     ${sendJob}
     from queued`,
    digest,
  )
  return rows.length > 0
}

export interface OverdueRequest {
  reference: string
  /** Whether it is a change of a booked visit. */
  isChange: boolean
  answerBy: LocalDate
  /** Of its first choice; of the visit for a change that keeps the time. */
  date: LocalDate
  startsAt: Date
  endsAt: Date
}

/** A place's requests and changes that should have been answered on an earlier day, the longest overdue first. */
export function listOverdue(db: Database, placeId: number, today: LocalDate): Promise<OverdueRequest[]> {
  return query<OverdueRequest>(
    db,
    `select reference, is_change as "isChange", answer_by as "answerBy", slots.date, starts_at as "startsAt",
       ends_at as "endsAt"
     from (${overdue}) as waiting join slots on slots.id = slot_id
     where waiting.place_id = :placeId
     order by answer_by, requested_at, waiting.id`,
    { placeId, today },
  )
}
