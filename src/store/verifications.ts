/** Knows whom managers have verified, and the history of it. */
import type { LocalDate } from '../domain/dates.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** A manager's word for the profile as it is, until that date; null takes it back. */
export async function writeVerification(
  trx: Database,
  verification:
    { personId: string; until: LocalDate; by: string; now: Date } | { personId: string; until: null },
): Promise<void> {
  const { by = null, now = null } = verification.until === null ? {} : verification
  await query(
    trx,
    `update professionals set verified_at = :now, verified_until = :until, verified_by = :by
     where person_id = :personId`,
    { personId: verification.personId, until: verification.until, by, now },
  )
}
