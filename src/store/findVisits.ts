/** Knows by what a visit is found: its reference, its main visitor, its draft. */
import type { LocalDate } from '../domain/dates.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Days after its last date for which a visit can be followed (specification §4 "Links"). */
export const daysFollowed = 30

/** The id of a visit by its reference. */
export async function findVisitId(db: Database, reference: string): Promise<number | undefined> {
  const [row] = await query<{ id: number }>(db, 'select id from visits where reference = :reference', {
    reference,
  })
  return row?.id
}

/** The id of a visit by its reference and the main visitor's date of birth together, as long as it can be followed. */
export async function findVisitIdByMainVisitor(
  db: Database,
  { reference, dateOfBirth, today }: { reference: string; dateOfBirth: LocalDate; today: LocalDate },
): Promise<number | undefined> {
  const [row] = await query<{ id: number }>(
    db,
    `select visits.id
     from visits join visit_visitors on visit_id = visits.id and position = 0 left join slots on slots.id = visits.slot_id
     where reference = :reference and date_of_birth = :dateOfBirth
       and coalesce(slots.date, visits.expires_on) + ${daysFollowed} >= cast(:today as date)`,
    { reference, dateOfBirth, today },
  )
  return row?.id
}

/** The id of the visit that a draft became. */
export async function findVisitIdOfDraft(db: Database, draftId: string): Promise<number | undefined> {
  const [row] = await query<{ id: number }>(db, 'select id from visits where draft_id = :draftId', {
    draftId,
  })
  return row?.id
}
