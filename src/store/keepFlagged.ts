/** Knows how a visit to sort out is kept as it is: a person settles what they have seen, and says why. */
import { query } from './database.ts'
import type { Database } from './database.ts'

export interface Keeping {
  visitId: number
  /** Those that the person has seen. */
  flagIds: readonly number[]
  personId: string
  /** At most 500 characters. */
  because: string
  now: Date
}

/** Settles a visit's flags as kept, with the reason, and says so in its history; false if none was left to settle. */
export async function keepFlagged(trx: Database, { flagIds, ...keeping }: Keeping): Promise<boolean> {
  const rows = await query(
    trx,
    `with settled as (
       update visit_flags
       set settled_at = :now, settled_by = :personId, settlement = 'kept', settled_because = :because
       where visit_id = :visitId and id = any(:flagIds) and settled_at is null
       returning id, visit_id, why)
     insert into visit_events (visit_id, at, what, actor, person_id, details)
     select visit_id, :now, 'kept', 'staff', :personId,
       jsonb_build_object('why', jsonb_agg(distinct why), 'flagIds', jsonb_agg(id order by id))
     from settled group by visit_id
     returning id`,
    { ...keeping, flagIds: [...flagIds] },
  )
  return rows.length > 0
}

/** Whether that person has kept the visit before, with the same words, for one of these flags. */
export async function hasKept(
  db: Database,
  { visitId, flagIds, personId, because }: Omit<Keeping, 'now'>,
): Promise<boolean> {
  const rows = await query(
    db,
    `select from visit_flags
     where visit_id = :visitId and id = any(:flagIds) and settlement = 'kept'
       and settled_by = :personId and settled_because = :because limit 1`,
    { visitId, flagIds: [...flagIds], personId, because },
  )
  return rows.length > 0
}

/** Why a visit was kept, by the events that say that it was. */
export async function readKeptBecause(db: Database, visitId: number): Promise<Map<number, string>> {
  const rows = await query<{ eventId: number; because: string }>(
    db,
    `select visit_events.id as "eventId", settled_because as because
     from visit_events join visit_flags on visit_flags.id = cast(details -> 'flagIds' ->> 0 as integer)
     where visit_events.visit_id = :visitId and what = 'kept' and visit_flags.visit_id = :visitId`,
    { visitId },
  )
  return new Map(rows.map(({ eventId, because }) => [eventId, because]))
}
