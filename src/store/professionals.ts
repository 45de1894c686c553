/** Knows the professionals: what each says of themselves, and until when somebody at a prison has vouched for it. */
import type { LocalDate } from '../domain/dates.ts'
import type { Language } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** What they say of themselves. */
export interface Profile {
  name: string
  organisation: string
  role: string
  /** Their number with a professional body; may be empty. */
  bodyNumber: string
  phone: string
}

export interface Professional extends Profile {
  /** Their id in `people`. */
  personId: string
  /** As the identity provider has proven it. */
  email: string
  language: Language
  /** Holds at all prisons up to and with this date. */
  verifiedUntil: LocalDate | null
  hasFeed: boolean
}

export async function readProfessional(db: Database, personId: string): Promise<Professional | undefined> {
  const [row] = await query<Professional>(
    db,
    `select person_id as "personId", name, email, organisation, role, body_number as "bodyNumber", phone, language,
       verified_until as "verifiedUntil", feed_hash is not null as "hasFeed"
     from professionals where person_id = :personId`,
    { personId },
  )
  return row
}

/** Reads a profile after locking it, or the person where there is none yet, until the transaction ends. */
export async function lockProfessional(trx: Database, personId: string): Promise<Professional | undefined> {
  await query(trx, 'select from people where id = :personId for no key update', { personId })
  return readProfessional(trx, personId)
}

/** Keeps the profile of somebody who has signed in; the database ends a verification of what has changed in it. */
export async function writeProfile(
  trx: Database,
  profile: Profile & Pick<Professional, 'personId' | 'email' | 'language'>,
): Promise<void> {
  await query(
    trx,
    `with called as (update people set name = :name where id = :personId)
     insert into professionals (person_id, name, email, organisation, role, body_number, phone, language)
     values (:personId, :name, :email, :organisation, :role, :bodyNumber, :phone, :language)
     on conflict (person_id) do update set name = excluded.name, email = excluded.email,
       organisation = excluded.organisation, role = excluded.role, body_number = excluded.body_number,
       phone = excluded.phone, language = excluded.language`,
    { ...profile },
  )
}

/**
 * Keeps who signed in and when, and the address that the provider has proven; gives their id. People are called by
 * their profile's name, before they have one by that address.
 */
export async function rememberProfessional(
  db: Database,
  person: { issuer: string; subject: string; email: string; now: Date },
): Promise<string> {
  const [row] = await query<{ id: string }>(
    db,
    `with person as (
       insert into people (issuer, subject, name, last_signed_in_at) values (:issuer, :subject, :email, :now)
       on conflict on constraint people_known_once do update set last_signed_in_at = excluded.last_signed_in_at,
         name = coalesce((select name from professionals where person_id = people.id), excluded.name)
       returning id),
     proven as (
       update professionals set email = :email where person_id = (select id from person) and email <> :email)
     select id from person`,
    person,
  )
  if (!row) throw new Error('The person was not stored')
  return row.id
}
