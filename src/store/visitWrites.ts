/** Knows how a visit's status moves on; the database checks every step again. */
import type { LocalDate } from '../domain/dates.ts'
import type { Confirmation, Rejection, VisitorDecision } from '../domain/decision.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { lockSlots } from './slots.ts'

async function writeVisitors(trx: Database, id: number, visitors: VisitorDecision[]): Promise<void> {
  await query(
    trx,
    `update visit_visitors set outcome = decided ->> 'outcome', banned_until = (decided ->> 'bannedUntil')::date
     from jsonb_array_elements(:visitors) with ordinality as list (decided, number)
     where visit_id = :id and position = number - 1`,
    { id, visitors: JSON.stringify(visitors) },
  )
}

/** requested → booked, for one of its choices. */
export async function confirmVisit(
  trx: Database,
  id: number,
  {
    slotId,
    closedVisit,
    bookingReference,
    message,
    visitors,
    now,
  }: Omit<Confirmation, 'rank'> & { slotId: number; now: Date },
): Promise<void> {
  await writeVisitors(trx, id, visitors)
  await query(
    trx,
    `update visits set status = 'booked', version = version + 1, slot_id = :slotId, held_slot_id = null,
       closed_visit = :closedVisit, booking_reference = :bookingReference, message_to_visitor = :message,
       decided_at = :now
     where id = :id`,
    { id, slotId, closedVisit, bookingReference, message, now },
  )
}

/** requested → rejected; the hold is freed. */
export async function rejectVisit(
  trx: Database,
  id: number,
  rejection: Rejection & { now: Date },
): Promise<void> {
  const { reasons, visitors, allowanceRenewsOn, otherReason, message, now } = rejection
  await writeVisitors(trx, id, visitors)
  await query(
    trx,
    `update visits set status = 'rejected', version = version + 1, held_slot_id = null,
       rejection_reasons = :reasons, allowance_renews_on = :allowanceRenewsOn,
       rejection_text = :otherReason, message_to_visitor = :message, decided_at = :now
     where id = :id`,
    { id, reasons, allowanceRenewsOn, otherReason, message, now },
  )
}

/** requested → withdrawn; the hold is freed. */
export async function withdrawRequest(trx: Database, id: number): Promise<void> {
  await query(
    trx,
    "update visits set status = 'withdrawn', version = version + 1, held_slot_id = null where id = :id",
    { id },
  )
}

/** requested → expired; the hold is freed. Nothing happens to a visit that is no longer requested. */
export async function expireVisit(trx: Database, id: number): Promise<boolean> {
  const rows = await query(
    trx,
    `update visits set status = 'expired', version = version + 1, held_slot_id = null
     where id = :id and status = 'requested' returning id`,
    { id },
  )
  return rows.length > 0
}

/** Ids of requests whose latest choice is on this date or earlier. */
export async function listVisitsToExpire(db: Database, today: LocalDate): Promise<number[]> {
  const rows = await query<{ id: number }>(
    db,
    "select id from visits where status = 'requested' and expires_on <= :today order by id",
    { today },
  )
  return rows.map(({ id }) => id)
}

/** Frees the holds of requests in slots that have begun, which it locks first; gives the visits' ids. */
export async function freePastHolds(trx: Database, now: Date): Promise<number[]> {
  const held = await query<{ slotId: number }>(
    trx,
    `select held_slot_id as "slotId" from visits join slots on slots.id = held_slot_id where slots.starts_at <= :now`,
    { now },
  )
  if (held.length === 0) return []
  const slotIds = held.map(({ slotId }) => slotId)
  await lockSlots(trx, slotIds)
  const rows = await query<{ id: number }>(
    trx,
    'update visits set held_slot_id = null where held_slot_id = any(:slotIds) returning id',
    { slotIds },
  )
  return rows.map(({ id }) => id)
}
