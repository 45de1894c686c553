/** Knows the timetables of places: the weekly pattern, the dates that differ and the closures; and how full the slots are. */
import type { LocalDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import type { ExceptionTime, PlaceClosure, TimeOfWeek } from '../domain/timetable.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** A place's timetable as it is kept: what is current or to come. */
export interface StoredTimetable {
  /** Counts the changes; a change names the version that its page showed. */
  version: number
  times: (TimeOfWeek & { id: number })[]
  exceptions: (ExceptionTime & { id: number })[]
  closures: (PlaceClosure & { id: number })[]
}

/** What is current on that date or to come, in order of time. Throws where there is no such place. */
export async function readTimetable(
  db: Database,
  placeId: number,
  today: LocalDate,
): Promise<StoredTimetable> {
  const [row] = await query<StoredTimetable>(
    db,
    `select timetable_version as version,
       coalesce((select json_agg(json_build_object('id', id, 'visitType', visit_type, 'weekday', weekday,
           'starts', to_char(starts, 'HH24:MI'), 'ends', to_char(ends, 'HH24:MI'), 'wanted', wanted,
           'validFrom', valid_from, 'validTo', valid_to) order by weekday, starts, valid_from, id)
         from timetable_times
         where place_id = places.id and (valid_to is null or valid_to >= :today)), '[]') as times,
       coalesce((select json_agg(json_build_object('id', id, 'visitType', visit_type, 'date', date,
           'starts', to_char(starts, 'HH24:MI'), 'ends', to_char(ends, 'HH24:MI'), 'wanted', wanted)
           order by date, starts, id)
         from timetable_exceptions where place_id = places.id and date >= :today), '[]') as exceptions,
       coalesce((select json_agg(json_build_object('id', id, 'visitType', visit_type, 'from', first_date,
           'to', last_date, 'starts', to_char(starts, 'HH24:MI'), 'reason', reason)
           order by first_date, last_date, id)
         from closures where place_id = places.id and last_date >= :today), '[]') as closures
     from places where id = :placeId`,
    { placeId, today },
  )
  if (!row) throw new Error(`No place ${placeId}`)
  return row
}

/** A slot and how full it is. */
export interface Occupancy {
  id: number
  visitType: VisitType
  date: LocalDate
  startsAt: Date
  endsAt: Date
  wanted: number
  booked: number
  held: number
  free: number
  /** Whether a closure covers it. */
  closed: boolean
}

/** How full the slots of some dates are, both included, in order of time. Closed slots are there while they are in use. */
export function listOccupancy(
  db: Database,
  placeId: number,
  from: LocalDate,
  to: LocalDate,
): Promise<Occupancy[]> {
  return query<Occupancy>(
    db,
    `select id, visit_type as "visitType", date, starts_at as "startsAt", ends_at as "endsAt", wanted, booked, held,
       greatest(0, wanted - booked - held) as free,
       exists (
         select from closures
         where closures.place_id = slots.place_id
           and coalesce(closures.visit_type, slots.visit_type) = slots.visit_type
           and slots.date between first_date and last_date
           and coalesce(starts, (starts_at at time zone 'Europe/London')::time)
             = (starts_at at time zone 'Europe/London')::time) as closed
     from slots
     where place_id = :placeId and date between :from and :to
     order by starts_at, visit_type, id`,
    { placeId, from, to },
  )
}
