/** Knows the history of visits: rows only ever added, with ids and keys but no personal values. */
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Who did something: a visitor, a professional or a member of staff (their id in `people`), or the service itself. */
export type Actor =
  { kind: 'visitor' } | { kind: 'system' } | { kind: 'professional' | 'staff'; personId: string }

/**
 * Who does what a visitor may do, by the same rules: the visitor, a professional with an official visit of their own, or a
 * phone agent in a call with the visitor.
 */
export type OwnActor = Exclude<Actor, { kind: 'system' }>

export const theVisitor: OwnActor = { kind: 'visitor' }

export type EventName =
  | 'requested'
  | 'confirmed'
  | 'rejected'
  | 'expired'
  | 'hold_freed'
  | 'cancelled'
  | 'moved'
  | 'message_sent'
  | 'note_added'
  | 'undone'
  | 'attended'
  | 'not_attended'
  | 'flagged'
  | 'flag_settled'
  | 'kept'
  | 'withdrawn'
  | 'contact_changed'
  | 'support_changed'
  | 'joining_changed'
  | 'changed'
  | 'change_requested'
  | 'change_confirmed'
  | 'change_refused'
  | 'change_withdrawn'
  | 'change_expired'
  | 'change_overtaken'
  | 'reminded'
  | 'resent'
  | 'letter_posted'
  | 'letter_failed'

/** Events that leave a visit's status and time as they were. */
const asides: ReadonlySet<EventName> = new Set([
  'hold_freed',
  'message_sent',
  'note_added',
  'flagged',
  'flag_settled',
  'kept',
  'contact_changed',
  'support_changed',
  'joining_changed',
  'change_requested',
  'change_refused',
  'change_withdrawn',
  'change_expired',
  'change_overtaken',
  'reminded',
  'resent',
  'letter_posted',
  'letter_failed',
] as const)

/** Whether an event changed the visit's status or time. */
export const isChange = ({ what }: { what: EventName }): boolean => !asides.has(what)

export interface VisitEvent {
  id: number
  at: Date
  what: EventName
  actor: Actor['kind']
  personId: string | null
  personName: string | null
  details: Record<string, unknown>
  /** What the prison wrote to the visitor with it; empty where it wrote nothing. */
  text: string
}

/** Adds to a visit's history; gives the row's id. */
export async function insertEvent(
  trx: Database,
  event: { visitId: number; at: Date; what: EventName; actor: Actor; details?: Record<string, unknown> },
): Promise<number> {
  const { visitId, at, what, actor, details = {} } = event
  const personId = 'personId' in actor ? actor.personId : null
  const [row] = await query<{ id: number }>(
    trx,
    `insert into visit_events (visit_id, at, what, actor, person_id, details)
     values (:visitId, :at, :what, :actor, :personId, :details) returning id`,
    { visitId, at, what, actor: actor.kind, personId, details: JSON.stringify(details) },
  )
  if (!row) throw new Error('The event was not stored')
  return row.id
}

/** A visit's history, newest first. The words of the decision that stands lie with the visit. */
export function listEvents(db: Database, visitId: number): Promise<VisitEvent[]> {
  return query<VisitEvent>(
    db,
    `select event.id, at, what, actor, event.person_id as "personId",
       coalesce(professionals.name, people.name) as "personName", details,
       coalesce(visit_messages.text, case when event.id = (
           select max(id) from visit_events where visit_id = :visitId and what in ('confirmed', 'rejected'))
         then message_to_visitor end, '') as text
     from visit_events as event join visits on visits.id = event.visit_id
       left join visit_messages on visit_messages.event_id = event.id left join people on people.id = event.person_id
       left join professionals on actor = 'professional' and professionals.person_id = people.id
     where event.visit_id = :visitId order by event.id desc`,
    { visitId },
  )
}

/** What last changed a visit's status or time. */
export async function findLastChange(db: Database, visitId: number): Promise<VisitEvent | undefined> {
  return (await listEvents(db, visitId)).find(isChange)
}

/**
 * What a message tells of an event: its keys, and the words that went with it. An event whose details say `again` has
 * told of another once more, whose keys and words these then are.
 */
export interface EventWords {
  details: Record<string, unknown>
  /** Empty where there are none. */
  text: string
}

export async function readEventWords(db: Database, id: number): Promise<EventWords> {
  const [row] = await query<EventWords>(
    db,
    `select told.details, coalesce(text, '') as text
     from visit_events as event
       join visit_events as told on told.id = coalesce(cast(event.details ->> 'again' as integer), event.id)
       left join visit_messages on event_id = told.id
     where event.id = :id`,
    { id },
  )
  if (!row) throw new Error(`No event ${id}`)
  return row
}
