/** Knows what was done with a professional's profile, calendar feed and shared list: rows only ever added. */
import { query } from './database.ts'
import type { Database } from './database.ts'

const profileEvents = ['profile_made', 'profile_changed', 'verified', 'verification_ended'] as const
/** What prisons see of a professional's history. */
export type ProfileEventName = (typeof profileEvents)[number]

export type ProfessionalEventName =
  | ProfileEventName
  | 'feed_made'
  | 'feed_ended'
  | 'share_invited'
  | 'share_accepted'
  | 'share_declined'
  | 'share_ended'

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

export interface ProfessionalEvent {
  at: Date
  what: ProfileEventName
  personName: string
  details: Record<string, unknown>
}

/** What prisons may know of it, newest first. */
export function listProfessionalEvents(db: Database, professionalId: string): Promise<ProfessionalEvent[]> {
  return query<ProfessionalEvent>(
    db,
    `select at, what, people.name as "personName", details
     from professional_events as event join people on people.id = person_id
     where professional_id = :professionalId and what = any(:what) order by event.id desc`,
    { professionalId, what: [...profileEvents] },
  )
}
