/** Knows what is held about a professional; colleagues and staff are left out. */
import { query } from './database.ts'
import type { Database } from './database.ts'
import { list } from './told.ts'
import type { Told } from './told.ts'

const profiles = `
  select professionals.name, email, organisation, role, body_number as "bodyNumber", phone, language,
    people.name as "nameAtSignIn", subject as "idAtSignIn", last_signed_in_at as "lastSignedInAt",
    verified_at as "verifiedAt", verified_until as "verifiedUntil", feed_hash is not null as "hasCalendarFeed",
    ${list(`'at', at, 'what', what`, 'professional_events where professional_id = people.id order by id')} as history
  from professionals join people on people.id = professionals.person_id
  where lower(email) = lower(:email)`

const shares = `
  select case when list_shares.email = lower(:email) then 'invited' else 'inviting' end as "takesPart",
    invited_at as "invitedAt", accepted_at as "acceptedAt", ended_at as "endedAt", language
  from list_shares
  where list_shares.email = lower(:email)
    or owner_id in (select person_id from professionals where lower(professionals.email) = lower(:email))
    or colleague_id in (select person_id from professionals where lower(professionals.email) = lower(:email))
  order by invited_at, id`

/** Profiles with that address, and invitations to see a list that are to it or by its holder; none without an address. */
export async function readSubjectProfessional(
  db: Database,
  email: string | null,
): Promise<{ professionals: Told[]; shares: Told[] }> {
  return {
    professionals: await query<Told>(db, profiles, { email }),
    shares: await query<Told>(db, shares, { email }),
  }
}
