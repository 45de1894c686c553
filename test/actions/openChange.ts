// A change that a booked visit waits for, straight in the database.
import { randomUUID } from 'node:crypto'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import { bookableSlots, gwen } from '../builders.ts'
import { clock } from '../clock.ts'

/** Asks for another time for the same main visitor, whose place is held; gives the ids of the change and of that slot. */
export async function openChange(
  db: Database,
  { id, slot }: Visit,
): Promise<{ change: number; wanted: number }> {
  const wanted = (await bookableSlots(db)).find((other) => other.id !== slot?.id)?.id ?? 0
  const [row] = await query<{ id: number }>(
    db,
    `insert into visit_changes (visit_id, draft_id, requested_at, answer_by, expires_on)
     values (:id, :draft, :now, '2026-11-23', '2026-11-24') returning id`,
    { id, draft: randomUUID(), now: clock.now() },
  )
  const change = row?.id ?? 0
  await query(
    db,
    `insert into visit_change_visitors (change_id, position, first_name, last_name, date_of_birth)
     values (:change, 0, :firstName, :lastName, :dateOfBirth)`,
    { change, ...gwen },
  )
  await query(
    db,
    'insert into visit_change_choices (change_id, rank, slot_id) values (:change, 1, :wanted)',
    {
      change,
      wanted,
    },
  )
  await query(db, 'update visits set held_slot_id = :wanted where id = :id', { id, wanted })
  return { change, wanted }
}
