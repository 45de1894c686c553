/** Knows the latest changes of a place's timetable, as its history tells them. */
import type { ExceptionTime, Kept, PlaceClosure, TimeOfWeek } from '../domain/timetable.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Entries of a timetable that a change touched. */
export interface TouchedEntries {
  times?: Kept<TimeOfWeek>[]
  exceptions?: Kept<ExceptionTime>[]
  closures?: Kept<PlaceClosure>[]
}

export interface TimetableEvent {
  at: Date
  what: string
  personId: string
  /** The person's name. */
  by: string
  before: TouchedEntries | null
  after: TouchedEntries | null
  why: string
}

/** The last changes, newest first. Each made the timetable's version one more. */
export function listTimetableEvents(db: Database, placeId: number, count: number): Promise<TimetableEvent[]> {
  return query<TimetableEvent>(
    db,
    `select at, what, person_id as "personId", people.name as by, before, after, why
     from place_events join people on people.id = person_id
     where place_id = :placeId and what in ('times_added', 'time_changed', 'time_ended', 'exception_set',
       'exception_removed', 'closed', 'reopened', 'timetable_imported')
     order by place_events.id desc
     limit :count`,
    { placeId, count },
  )
}
