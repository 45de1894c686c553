/** Knows the visits to come of a prisoner or of a visitor, at some prisons. */
import { nameKey } from '../domain/names.ts'
import type { Person } from '../domain/party.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { prisonerName } from './visits.ts'

export interface FutureVisit {
  visitId: number
  reference: string
  status: 'requested' | 'booked'
  prisonNumber: string
  prisoner: { firstName: string; lastName: string }
  placeName: string
  mainVisitor: { firstName: string; lastName: string }
  /** The time it has or else its first choice. */
  startsAt: Date
  endsAt: Date
}

/** Whose visits: a prisoner's, by number, or a visitor's, by name key and date of birth, whoever books. */
export type Whose = { prisonNumber: string } | { visitor: Person }

interface Asked {
  prisons: string[]
  now: Date
}

/** A request is to come until it is decided or expires; a visit until it begins. */
const isToCome = `(visits.status = 'requested' or visits.status = 'booked' and time.starts_at > :now)`

const sqlOf = (ids: string) => `
  with own as (
    select id, name from places where code = any(:prisons)
  ), candidate as materialized (${ids})
  select visits.id as "visitId", reference, status, prison_number as "prisonNumber",
    ${prisonerName} as prisoner,
    own.name as "placeName",
    (select json_build_object('firstName', first_name, 'lastName', last_name)
      from visit_visitors where visit_id = visits.id and position = 0) as "mainVisitor",
    time.starts_at as "startsAt", time.ends_at as "endsAt"
  from candidate
    cross join lateral (select * from visits where visits.id = candidate.id offset 0) as visits
    join own on own.id = visits.place_id
    cross join lateral (
      select starts_at, ends_at from slots
      where slots.id = coalesce(visits.slot_id,
        (select slot_id from visit_choices where visit_id = visits.id and rank = 1))
      offset 0) as time
  where ${isToCome}
  order by time.starts_at, visits.id`

const ofPrisoner = sqlOf('select id from visits where prison_number = :prisonNumber')
const ofIds = sqlOf('select cast(jsonb_array_elements_text(:ids) as integer) as id')

/** The ids of all visits that the person belongs to. The key is our own rule, so it is compared here. */
async function idsOfVisitor(db: Database, visitor: Person, prisons: string[]): Promise<number[]> {
  const sameBirthday = await query<{ id: number; firstName: string; lastName: string }>(
    db,
    `select visit_id as id, first_name as "firstName", last_name as "lastName"
     from places join visit_visitors on place_id = places.id
     where code = any(:prisons) and date_of_birth = :dateOfBirth`,
    { prisons, dateOfBirth: visitor.dateOfBirth },
  )
  const key = nameKey(visitor.firstName, visitor.lastName)
  return sameBirthday
    .filter(({ firstName, lastName }) => nameKey(firstName, lastName) === key)
    .map(({ id }) => id)
}

/** Requests and booked visits to come, the first in time first. */
export async function listFutureVisits(
  db: Database,
  whose: Whose,
  { prisons, now }: Asked,
): Promise<FutureVisit[]> {
  if ('prisonNumber' in whose) return query(db, ofPrisoner, { ...whose, prisons, now })
  const ids = await idsOfVisitor(db, whose.visitor, prisons)
  return query(db, ofIds, { ids: JSON.stringify([...new Set(ids)]), prisons, now })
}
