/** Knows what happened at some prisons: who did what with visits and places, and who looked at which visit. */
import { query } from './database.ts'
import type { Database } from './database.ts'
import type { Actor } from './events.ts'
import { counted, countedFields, enough, pageOf, thatPage } from './pages.ts'
import type { Page } from './pages.ts'

export interface HistoryFilter {
  /** Codes of the prisons that the reader works for. */
  prisons: string[]
  /** One place by its slug; null is all of them. */
  place: string | null
  /** A member of staff, by their id in `people`, or what was done by no one of them. */
  by: { personId: string } | { actor: 'visitor' | 'professional' | 'system' } | null
  /** From this moment on, and before that one. */
  since: Date | null
  until: Date | null
  /** From 1; a page after the last is the last. */
  page: number
}

export type Json = string | number | boolean | null | Json[] | JsonObject
export interface JsonObject {
  [name: string]: Json
}

export interface HistoryRow {
  at: Date
  what: string
  actor: Actor['kind']
  personName: string | null
  placeName: string
  /** Of the visit; null for what was done with the place. */
  reference: string | null
  /** Whether nothing but the history is left of the visit. */
  isForgotten: boolean
  /** Keys that go with what was done with a visit. */
  details: JsonObject
  /** What was changed of the place, as it was and as it is. */
  before: JsonObject | null
  after: JsonObject | null
  why: string
  /** The time that a visit was moved to, as long as there is such a slot. */
  startsAt: Date | null
  endsAt: Date | null
}

export interface ViewRow {
  at: Date
  personName: string
  placeName: string
  reference: string
  /** Whether nothing but the history is left of the visit. */
  isForgotten: boolean
}

const own = `
  own as (
    select id, name from places where code = any(:prisons) and (cast(:place as text) is null or slug = :place)
  )`

/** Only what is asked for stands in the SQL, so that every page reads the newest rows by the index of its place. */
function conditions({ by, since, until }: HistoryFilter, at: string): string {
  const asked = [
    by && 'personId' in by ? 'person_id = :personId' : '',
    by && 'actor' in by ? 'actor = :actor' : '',
    since ? `${at} >= :since` : '',
    until ? `${at} < :until` : '',
  ]
  return asked
    .filter(Boolean)
    .map((condition) => ` and ${condition}`)
    .join('')
}

function bindingsOf({ prisons, place, by, since, until, page }: HistoryFilter) {
  return { prisons, place, page, ...by, ...(since ? { since } : {}), ...(until ? { until } : {}) }
}

/** What happened to visits and places, newest first. */
export async function listHistory(db: Database, filter: HistoryFilter): Promise<Page<HistoryRow>> {
  const asked = conditions(filter, 'at')
  const isPlaces = !(filter.by && 'actor' in filter.by)
  const sql = `
    with ${own}, matching as materialized (
      select found.* from own cross join lateral (
        (select at, id as visit_event, cast(null as integer) as place_event from visit_events
         where place_id = own.id${asked} order by at desc, id desc ${enough})
        ${
          isPlaces
            ? `union all
        (select at, null, id from place_events where place_id = own.id${asked} order by at desc, id desc ${enough})`
            : ''
        }
      ) as found
      order by at desc, visit_event desc, place_event desc ${enough}
    ), ${counted}, shown as (
      select * from matching order by at desc, visit_event desc, place_event desc ${thatPage}
    )
    select shown.at, coalesce(done.what, changed.what) as what, coalesce(done.actor, 'staff') as actor,
      coalesce(professionals.name, people.name) as "personName", places.name as "placeName", done.reference,
      done.forgotten_at is not null as "isForgotten", coalesce(done.details, '{}') as details,
      changed.before, changed.after, coalesce(changed.why, '') as why, starts_at as "startsAt", ends_at as "endsAt",
      ${countedFields}
    from shown
      left join lateral (
        select visit_events.*, reference, forgotten_at from visit_events join visits on visits.id = visit_id
        where visit_events.id = visit_event offset 0) as done on true
      left join lateral (select * from place_events where id = place_event offset 0) as changed on true
      left join lateral (
        select starts_at, ends_at from slots
        where done.what = 'moved' and slots.id = cast(done.details ->> 'slotId' as integer) offset 0) as slots on true
      join places on places.id = coalesce(done.place_id, changed.place_id)
      left join people on people.id = coalesce(done.person_id, changed.person_id)
      left join professionals on done.actor = 'professional' and professionals.person_id = people.id
    order by shown.at desc, visit_event desc, place_event desc`
  return pageOf(await query(db, sql, bindingsOf(filter)))
}

/** Who looked at which visit, newest first. */
export async function listViews(db: Database, filter: HistoryFilter): Promise<Page<ViewRow>> {
  const sql = `
    with ${own}, matching as materialized (
      select found.* from own cross join lateral (
        select viewed_at, id from visit_views
        where place_id = own.id${conditions(filter, 'viewed_at')} order by viewed_at desc, id desc ${enough}
      ) as found
      order by viewed_at desc, id desc ${enough}
    ), ${counted}, shown as (
      select * from matching order by viewed_at desc, id desc ${thatPage}
    )
    select shown.viewed_at as at, people.name as "personName", places.name as "placeName", reference,
      forgotten_at is not null as "isForgotten", ${countedFields}
    from shown
      cross join lateral (
        select person_id, reference, forgotten_at, visits.place_id from visit_views join visits on visits.id = visit_id
        where visit_views.id = shown.id offset 0) as viewed
      join places on places.id = viewed.place_id
      join people on people.id = viewed.person_id
    order by shown.viewed_at desc, shown.id desc`
  return pageOf(await query(db, sql, bindingsOf(filter)))
}
