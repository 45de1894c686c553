/** Knows whom managers have verified, and the history of it. */
import type { LocalDate } from '../domain/dates.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** What somebody says of themselves, and until when a manager's word stands for it. */
export interface ProfessionalProfile {
  personId: string
  name: string
  email: string
  organisation: string
  role: string
  bodyNumber: string
  phone: string
  /** Null where nobody verified it, or the profile changed since. */
  verifiedUntil: LocalDate | null
}

export const profileFields = `professionals.person_id as "personId", professionals.name, email, organisation, role,
  body_number as "bodyNumber", phone, verified_until as "verifiedUntil"`

/** Nothing for who has no profile. */
export async function findProfile(db: Database, personId: string): Promise<ProfessionalProfile | undefined> {
  const [profile] = await query<ProfessionalProfile>(
    db,
    `select ${profileFields} from professionals where person_id = :personId`,
    { personId },
  )
  return profile
}

/** The profile, after locking it until the transaction ends. */
export async function lockProfile(trx: Database, personId: string): Promise<ProfessionalProfile | undefined> {
  await query(trx, 'select from professionals where person_id = :personId for no key update', { personId })
  return findProfile(trx, personId)
}

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

export interface ProfessionalEvent {
  at: Date
  what: string
  personName: string
  details: Record<string, unknown>
}

/** Adds to what is known of how somebody came to be verified: keys, not values. */
export async function insertProfessionalEvent(
  trx: Database,
  event: { professionalId: string; at: Date; what: string; by: string; details: Record<string, unknown> },
): Promise<void> {
  await query(
    trx,
    `insert into professional_events (professional_id, at, what, person_id, details)
     values (:professionalId, :at, :what, :by, :details)`,
    { ...event, details: JSON.stringify(event.details) },
  )
}

/** Newest first. */
export function listProfessionalEvents(db: Database, professionalId: string): Promise<ProfessionalEvent[]> {
  return query<ProfessionalEvent>(
    db,
    `select at, what, coalesce(professionals.name, people.name) as "personName", details
     from professional_events as event join people on people.id = event.person_id
       left join professionals on professionals.person_id = people.id
     where professional_id = :professionalId order by event.id desc`,
    { professionalId },
  )
}
