/** Knows how a decided visit moves on; the database checks every step again. */
import type { CancellationReason } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { writeOfficialDecision } from './officialVisits.ts'

/** booked → cancelled; its place is freed, and the one that a change of it holds. */
export async function cancelBookedVisit(
  trx: Database,
  id: number,
  cancellation: { by: 'prison' | 'visitor'; reasons: CancellationReason[]; text: string },
): Promise<void> {
  await query(
    trx,
    `update visits set status = 'cancelled', version = version + 1, held_slot_id = null, cancelled_by = :by,
       cancellation_reasons = :reasons, cancellation_text = :text
     where id = :id`,
    { id, ...cancellation },
  )
}

/** A booked visit gets another slot; the place in the old one is freed, and the one that a change of it holds. */
export async function moveBookedVisit(trx: Database, id: number, slotId: number): Promise<void> {
  await query(
    trx,
    'update visits set version = version + 1, slot_id = :slotId, held_slot_id = null where id = :id',
    {
      id,
      slotId,
    },
  )
}

/** booked or rejected → requested, as if nothing had been decided; of an official visit the rest goes, too. */
export async function reopenVisit(trx: Database, id: number, heldSlotId: number | null): Promise<void> {
  await query(
    trx,
    'update visit_visitors set outcome = null, banned_until = null where visit_id = :id and outcome is not null',
    { id },
  )
  await query(
    trx,
    `update visits set status = 'requested', version = version + 1, slot_id = null, held_slot_id = :heldSlotId,
       closed_visit = false, booking_reference = '', message_to_visitor = '', rejection_reasons = '{}',
       allowance_renews_on = null, rejection_text = '', decided_at = null
     where id = :id`,
    { id, heldSlotId },
  )
  await writeOfficialDecision(trx, id, { itemsApproved: null, joiningDetails: '' })
}

/** booked → attended or not attended, and each to the other. */
export async function writeAttendance(
  trx: Database,
  id: number,
  status: 'attended' | 'not_attended',
): Promise<void> {
  await query(
    trx,
    'update visits set status = :status, version = version + 1, held_slot_id = null where id = :id',
    {
      id,
      status,
    },
  )
}
