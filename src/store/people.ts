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

/** Somebody who has signed in. */
export interface KnownPerson {
  id: string
  name: string
  /** What their identity provider calls them. */
  subject: string
  lastSignedInAt: Date
  /** Sessions that have not ended. */
  sessions: number
}

/** The most that one look-up gives. */
export const mostPeople = 20

/** People by their id, by what their provider calls them, or by a part of their name; who signed in last comes first. */
export function findPeople(db: Database, asked: string, now: Date): Promise<KnownPerson[]> {
  return query<KnownPerson>(
    db,
    `select people.id, people.name, people.subject, people.last_signed_in_at as "lastSignedInAt",
       (select count(*)::integer from sessions
        where sess -> 'signedIn' ->> 'personId' = people.id::text and expire > :now) as sessions
     from people
     where people.id::text = :asked or people.subject = :asked
       or strpos(lower(people.name), lower(cast(:asked as text))) > 0
     order by people.last_signed_in_at desc, people.id limit :mostPeople`,
    { asked, now, mostPeople },
  )
}
