/** Knows what stands against a request's choices: the prisoner's other visits, and the same visitor's other requests. */
import type { VisitStatus } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { slotFields } from './slots.ts'
import type { Slot } from './slots.ts'

export interface Clash {
  /** The choice's slot. */
  slotId: number
  /** The reference of the booked visit at the same time; null where the reader may not see it. */
  reference: string | null
}

/** Booked visits of the prisoner, anywhere, at the time of one of the visit's choices; `codes` are the reader's prisons. */
export function listClashes(db: Database, visitId: number, codes: string[]): Promise<Clash[]> {
  return query<Clash>(
    db,
    `select slots.id as "slotId", case when places.code = any(:codes) then other.reference end as reference
     from visits join visit_choices on visit_choices.visit_id = visits.id join slots on slots.id = visit_choices.slot_id
       join visits as other on other.prison_number = visits.prison_number and other.id <> visits.id
         and other.status in ('booked', 'attended', 'not_attended')
         and other.during && tstzrange(slots.starts_at, slots.ends_at)
       join places on places.id = other.place_id
     where visits.id = :visitId
     order by visit_choices.rank`,
    { visitId, codes },
  )
}

export interface Related {
  /** Null, like the place's name, where the reader may not see it. */
  reference: string | null
  status: VisitStatus
  placeName: string | null
  requestedAt: Date
}

/** Other live requests and booked visits of the same prisoner by the same main visitor. */
export function listPossibleDuplicates(db: Database, visitId: number, codes: string[]): Promise<Related[]> {
  return query<Related>(
    db,
    `select case when places.code = any(:codes) then other.reference end as reference, other.status,
       case when places.code = any(:codes) then places.name end as "placeName", other.requested_at as "requestedAt"
     from visits join visits as other on other.prison_number = visits.prison_number
         and other.main_visitor_key = visits.main_visitor_key and other.id <> visits.id
         and other.status in ('requested', 'booked')
       join places on places.id = other.place_id
     where visits.id = :visitId
     order by other.requested_at desc limit 20`,
    { visitId, codes },
  )
}

/** The free times to come of a visit's place and type at which its prisoner has no other visit, in order. */
export function listTimesToMoveTo(db: Database, visitId: number, now: Date): Promise<Slot[]> {
  return query<Slot>(
    db,
    `select ${slotFields}
     from visits join slots on slots.place_id = visits.place_id and slots.visit_type = visits.visit_type
     where visits.id = :visitId and slots.date >= cast(cast(:now as timestamptz) at time zone 'Europe/London' as date)
       and starts_at > :now and (wanted > booked + held or slots.id = visits.held_slot_id) and slots.id is distinct from visits.slot_id
       and not exists (
         select from visits as other
         where other.prison_number = visits.prison_number and other.id <> visits.id
           and other.status in ('booked', 'attended', 'not_attended')
           and other.during && tstzrange(starts_at, ends_at))
     order by starts_at, slots.id`,
    { visitId, now },
  )
}
