/** Knows a closure by its id: what it closes, or that it has been opened again. */
import type { LocalDate } from '../domain/dates.ts'
import type { PlaceClosure } from '../domain/timetable.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

export interface ClosureOfPlace extends PlaceClosure {
  id: number
  place: { id: number; slug: string; name: string; timetableVersion: number }
}

/** A closure at one of the prisons that is not over on that date. */
export async function findClosure(
  db: Database,
  { id, prisons, today }: { id: number; prisons: string[]; today: LocalDate },
): Promise<ClosureOfPlace | undefined> {
  const [row] = await query<ClosureOfPlace>(
    db,
    `select closures.id, visit_type as "visitType", first_date as "from", last_date as "to",
       to_char(starts, 'HH24:MI') as starts, reason,
       json_build_object('id', places.id, 'slug', slug, 'name', name, 'timetableVersion', timetable_version) as place
     from closures join places on places.id = place_id
     where closures.id = :id and places.code = any(:prisons) and last_date >= :today`,
    { id, prisons, today },
  )
  return row
}

/** Whether a closure at one of the prisons has been opened again. */
export async function wasReopened(
  db: Database,
  { id, prisons }: { id: number; prisons: string[] },
): Promise<boolean> {
  const rows = await query(
    db,
    `select from place_events join places on places.id = place_id
     where what = 'reopened' and places.code = any(:prisons) and before -> 'closures' @> cast(:entry as jsonb)
     limit 1`,
    { prisons, entry: JSON.stringify([{ id }]) },
  )
  return rows.length > 0
}
