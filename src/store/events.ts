/** Knows the history of visits: rows only ever added, with ids and keys but no personal values. */
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Who did something: a visitor, a member of staff (their id in `people`), or the service itself. */
export type Actor = { kind: 'visitor' } | { kind: 'system' } | { kind: 'staff'; personId: string }

export type EventName = 'requested' | 'confirmed' | 'rejected' | 'expired' | 'hold_freed'

export interface VisitEvent {
  id: number
  at: Date
  what: EventName
  actor: Actor['kind']
  personName: string | null
  details: Record<string, unknown>
}

/** Adds to a visit's history; gives the row's id. */
export async function insertEvent(
  trx: Database,
  event: { visitId: number; at: Date; what: EventName; actor: Actor; details?: Record<string, unknown> },
): Promise<number> {
  const { visitId, at, what, actor, details = {} } = event
  const personId = actor.kind === 'staff' ? actor.personId : null
  const [row] = await query<{ id: number }>(
    trx,
    `insert into visit_events (visit_id, at, what, actor, person_id, details)
     values (:visitId, :at, :what, :actor, :personId, :details) returning id`,
    { visitId, at, what, actor: actor.kind, personId, details: JSON.stringify(details) },
  )
  if (!row) throw new Error('The event was not stored')
  return row.id
}

/** A visit's history, newest first. */
export function listEvents(db: Database, visitId: number): Promise<VisitEvent[]> {
  return query<VisitEvent>(
    db,
    `select visit_events.id, at, what, actor, people.name as "personName", details
     from visit_events left join people on people.id = person_id
     where visit_id = :visitId order by visit_events.id desc`,
    { visitId },
  )
}
