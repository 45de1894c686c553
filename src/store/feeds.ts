/** Knows the private calendar feeds: each professional has one at most, by a secret of which only the hash is kept. */
import type { Language } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { hashOf } from './links.ts'
import type { Place } from './places.ts'

/** Makes this secret the only one that leads to the feed; null ends it. */
export async function writeFeed(trx: Database, personId: string, secret: string | null): Promise<void> {
  await query(trx, 'update professionals set feed_hash = :hash where person_id = :personId', {
    personId,
    hash: secret === null ? null : hashOf(secret),
  })
}

/** Whose feed a secret leads to. */
export async function findFeed(
  db: Database,
  secret: string,
): Promise<{ personId: string; language: Language } | undefined> {
  const [row] = await query<{ personId: string; language: Language }>(
    db,
    'select person_id as "personId", language from professionals where feed_hash = :hash',
    { hash: hashOf(secret) },
  )
  return row
}

export interface FeedVisit {
  reference: string
  version: number
  status: 'requested' | 'booked'
  startsAt: Date
  endsAt: Date
  place: Pick<Place, 'name' | 'nameCy' | 'address' | 'postcode'>
}

const mostEvents = 500

/** Own visits that are booked, and those asked for by the time of their first choice, since then; the newest count. */
export const listFeedVisits = (
  db: Database,
  { personId, since }: { personId: string; since: Date },
): Promise<FeedVisit[]> =>
  query(
    db,
    `select reference, version, status, starts_at as "startsAt", ends_at as "endsAt",
       json_build_object('name', places.name, 'nameCy', name_cy, 'address', address, 'postcode', postcode) as place
     from official_visits join visits on visits.id = visit_id join places on places.id = visits.place_id
       cross join lateral (
         select starts_at, ends_at from slots
         where slots.id = coalesce(visits.slot_id, (
           select choice.slot_id from visit_choices as choice where choice.visit_id = visits.id order by rank limit 1))
         offset 0) as slot
     where professional_id = :personId and status in ('requested', 'booked') and forgotten_at is null
       and ends_at >= :since
     order by starts_at desc, visits.id limit ${mostEvents}`,
    { personId, since },
  )
