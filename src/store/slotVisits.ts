/** Knows who is in a slot: the visits booked there, and the requests that ask for it. */
import { query } from './database.ts'
import type { Database } from './database.ts'
import { prisonerName } from './visits.ts'

export interface VisitInSlot {
  slotId: number
  /** Whether it takes one of the places: booked or held. */
  takesPlace: boolean
  visitId: number
  reference: string
  status: 'requested' | 'booked'
  prisoner: { firstName: string; lastName: string }
  prisonNumber: string
  mainVisitor: { firstName: string; lastName: string }
  people: number
}

/** The booked visits of some slots, and the requests and changes that ask for one of them, by the prisoner's name. */
export function listVisitsInSlots(db: Database, slotIds: number[]): Promise<VisitInSlot[]> {
  return query<VisitInSlot>(
    db,
    `with named as (
       select visit_choices.slot_id, visit_id from visit_choices join visits on visits.id = visit_id
       where visit_choices.slot_id = any(:slotIds) and status = 'requested'
       union all
       select slot_id, id from visits where slot_id = any(:slotIds) and status = 'booked'
       union all
       select visit_change_choices.slot_id, visit_id
       from visit_change_choices join visit_changes on visit_changes.id = change_id
       where visit_change_choices.slot_id = any(:slotIds) and visit_changes.status = 'requested')
     select named.slot_id as "slotId", visits.id as "visitId", reference, status, prison_number as "prisonNumber",
       named.slot_id in (coalesce(visits.slot_id, 0), coalesce(held_slot_id, 0)) as "takesPlace",
       ${prisonerName} as prisoner,
       (select json_build_object('firstName', first_name, 'lastName', last_name)
         from visit_visitors where visit_id = visits.id and position = 0) as "mainVisitor",
       (select count(*) from visit_visitors where visit_id = visits.id) as people
     from named join visits on visits.id = named.visit_id
     order by lower(prisoner_last_name), lower(prisoner_first_name), visits.id`,
    { slotIds },
  )
}
