/** Knows what was done with a professional's profile, calendar feed and shared list: rows only ever added. */
import { query } from './database.ts'
import type { Database } from './database.ts'

export type ProfessionalEventName = 'profile_made' | 'profile_changed' | 'verification_ended'

/** @param event whose profile it is, and who did it; the details are keys, not values */
export async function insertProfessionalEvent(
  trx: Database,
  event: {
    professionalId: string
    at: Date
    what: ProfessionalEventName
    personId: string
    details?: Record<string, unknown>
  },
): Promise<void> {
  const { details = {}, ...row } = event
  await query(
    trx,
    `insert into professional_events (professional_id, at, what, person_id, details)
     values (:professionalId, :at, :what, :personId, :details)`,
    { ...row, details: JSON.stringify(details) },
  )
}
