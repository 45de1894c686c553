/** Knows the people who sign in, by what their identity provider calls them. */
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Keeps who signed in and when; gives their id. */
export async function rememberPerson(
  db: Database,
  person: { issuer: string; subject: string; name: string; now: Date },
): Promise<string> {
  const [row] = await query<{ id: string }>(
    db,
    `insert into people (issuer, subject, name, last_signed_in_at) values (:issuer, :subject, :name, :now)
     on conflict on constraint people_known_once
       do update set name = excluded.name, last_signed_in_at = excluded.last_signed_in_at
     returning id`,
    person,
  )
  if (!row) throw new Error('The person was not stored')
  return row.id
}

/** Those who have looked at a visit of some prisons or changed one of its places, by name. */
export function listPeopleAt(db: Database, prisons: string[]): Promise<{ id: string; name: string }[]> {
  return query(
    db,
    `select people.id, people.name from people
     where exists (
       select from places
         cross join lateral (
           (select from visit_views where place_id = places.id and person_id = people.id limit 1)
           union all
           (select from place_events where place_id = places.id and person_id = people.id limit 1)
         ) as done
       where code = any(:prisons))
     order by lower(people.name), people.id`,
    { prisons },
  )
}
