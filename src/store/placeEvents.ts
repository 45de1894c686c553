/** Knows the history of places: rows only ever added, with what a manager changed and why. */
import { query } from './database.ts'
import type { Database } from './database.ts'

export type PlaceEventName =
  | 'times_added'
  | 'time_changed'
  | 'time_ended'
  | 'exception_set'
  | 'exception_removed'
  | 'closed'
  | 'reopened'
  | 'timetable_imported'
  | 'settings_changed'
  | 'switched_off'
  | 'switched_on'

export interface NewPlaceEvent {
  placeId: number
  at: Date
  what: PlaceEventName
  personId: string
  /** What was changed, as it was and as it is: plain values, written as JSON. */
  before: object | null
  after: object | null
  /** At most 500 characters. */
  why: string
}

/** Adds to a place's history; gives the row's id. */
export async function insertPlaceEvent(trx: Database, event: NewPlaceEvent): Promise<number> {
  const asJson = (value: object | null) => (value === null ? null : JSON.stringify(value))
  const [row] = await query<{ id: number }>(
    trx,
    `insert into place_events (place_id, at, what, person_id, before, after, why)
     values (:placeId, :at, :what, :personId, :before, :after, :why) returning id`,
    { ...event, before: asJson(event.before), after: asJson(event.after) },
  )
  if (!row) throw new Error('The event was not stored')
  return row.id
}
