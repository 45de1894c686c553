/** Knows by what a visit is found: its reference, its prison, its main visitor, its draft. */
import type { LocalDate } from '../domain/dates.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** The id of a social visit by its reference and the main visitor's date of birth together, until it is forgotten. */
export async function findVisitIdByMainVisitor(
  db: Database,
  { reference, dateOfBirth }: { reference: string; dateOfBirth: LocalDate },
): Promise<number | undefined> {
  const [row] = await query<{ id: number }>(
    db,
    `select visits.id
     from visits join visit_visitors on visit_id = visits.id and position = 0
     where reference = :reference and visit_type = 'social' and date_of_birth = :dateOfBirth and forgotten_at is null`,
    { reference, dateOfBirth },
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

/** The id of a visit at one of the prisons; none that is forgotten. */
export async function findVisitIdAt(
  db: Database,
  reference: string,
  prisons: string[],
): Promise<number | undefined> {
  const [row] = await query<{ id: number }>(
    db,
    `select visits.id from visits join places on places.id = place_id
     where reference = :reference and forgotten_at is null and places.code = any(:prisons)`,
    { reference, prisons },
  )
  return row?.id
}
