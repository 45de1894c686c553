/** Knows what is held about somebody who is named only as another visitor of a visit (standards D4). */
import type { LocalDate } from '../domain/dates.ts'
import { parseReference } from '../domain/reference.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import type { Told } from './told.ts'

/** The person's own rows, with the place and time of the visit; nobody else's data. */
export interface OtherVisitorAccess {
  askedFor: { reference: string; dateOfBirth: LocalDate }
  readBeforeSending: string[]
  visits: Told[]
  /** Changes asked for of the visit that name the person. */
  changes: Told[]
}

const warning = [
  'Check who asks: the date of birth is all that this was found by.',
  'More than one person here were born on one day: take out who did not ask.',
]

const person = `first_name as "firstName", last_name as "lastName", date_of_birth as "dateOfBirth"`

/** Of one slot, or of all that were asked for while there is none. */
const times = (chosen: string) => `
  (select json_agg(json_build_object('startsAt', starts_at, 'endsAt', ends_at) order by starts_at)
   from slots where slots.id in (${chosen})) as times`

const rows = `
  select reference, places.name as prison, ${person}, outcome, banned_until as "bannedUntil",
    ${times(`select visits.slot_id where visits.slot_id is not null
      union all select choice.slot_id from visit_choices as choice
        where choice.visit_id = visits.id and visits.slot_id is null`)}
  from visit_visitors join visits on visits.id = visit_id join places on places.id = visits.place_id
  where reference = :reference and forgotten_at is null and position > 0 and date_of_birth = :dateOfBirth
  order by position`

const changes = `
  select reference, places.name as prison, ${person}, change.status, change.requested_at as "requestedAt",
    change.decided_at as "decidedAt",
    ${times(`select slot_id from visit_change_choices where change_id = change.id
      union all select visits.slot_id
        where not exists (select from visit_change_choices where change_id = change.id)`)}
  from visit_change_visitors join visit_changes as change on change.id = change_id
    join visits on visits.id = change.visit_id join places on places.id = visits.place_id
  where reference = :reference and forgotten_at is null and position > 0 and date_of_birth = :dateOfBirth
  order by change.id, position`

/** What is held about whoever was born on that day and comes, or was to come, with the main visitor of that visit. */
export async function readOtherVisitor(
  db: Database,
  asked: string,
  dateOfBirth: LocalDate,
): Promise<OtherVisitorAccess> {
  const about = { reference: parseReference(asked) ?? null, dateOfBirth }
  return {
    askedFor: { reference: asked, dateOfBirth },
    readBeforeSending: warning,
    visits: await query(db, rows, about),
    changes: await query(db, changes, about),
  }
}
