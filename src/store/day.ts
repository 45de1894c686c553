/** Knows a day at a place: its slots, who is booked in each, and which requests hold a place. */
import type { LocalDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import { isRefused } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { isOpen } from './flags.ts'
import { officialJson } from './officialVisits.ts'
import type { OfficialVisit } from './officialVisits.ts'
import { partyMember } from './partyWrites.ts'
import { prisonerName } from './visits.ts'
import type { Support, Visitor } from './visits.ts'

/** A visit that is to take place, or did. */
export interface DayVisit {
  reference: string
  version: number
  status: 'booked' | 'attended' | 'not_attended'
  prisonNumber: string
  prisoner: { firstName: string; lastName: string }
  bookingReference: string
  closedVisit: boolean
  /** Whether somebody has to sort it out. */
  isFlagged: boolean
  support: Support
  /** Null for a social visit. */
  official: OfficialVisit | null
  /** Who can come: those whom the prison refused are left out. */
  party: DayVisitor[]
}

export type DayVisitor = Pick<Visitor, 'firstName' | 'lastName' | 'dateOfBirth' | 'kind'> & {
  isMain: boolean
}

/** A request, or a change of a booked visit, that waits for a decision and holds a place meanwhile. */
export interface DayRequest {
  reference: string
  prisonNumber: string
  prisoner: { firstName: string; lastName: string }
  /** Who would come. */
  people: number
  /** Whether it is a change of a visit that is booked for another time. */
  isChange: boolean
}

export interface DaySlot {
  id: number
  visitType: VisitType
  startsAt: Date
  endsAt: Date
  wanted: number
  booked: number
  held: number
  /** By the prisoner's last name; those forgotten are counted alone. */
  visits: DayVisit[]
  waiting: DayRequest[]
}

type Row = Omit<DaySlot, 'visits'> & {
  visits: (Omit<DayVisit, 'party'> & { party: (DayVisitor & Pick<Visitor, 'outcome'>)[] })[]
}

const byPrisoner = 'lower(prisoner_last_name), lower(prisoner_first_name), visits.id'

/** Everything of a place's day, by time; in one query. */
export async function readDay(
  db: Database,
  { placeId, date, now }: { placeId: number; date: LocalDate; now: Date },
): Promise<DaySlot[]> {
  const rows = await query<Row>(
    db,
    `select slots.id, slots.visit_type as "visitType", slots.starts_at as "startsAt", slots.ends_at as "endsAt",
       slots.wanted, slots.booked, slots.held,
       coalesce((
         select json_agg(json_build_object('reference', reference, 'version', version, 'status', status,
             'prisonNumber', prison_number, 'prisoner', ${prisonerName}, 'bookingReference', booking_reference,
             'closedVisit', closed_visit, 'support', support, 'official', ${officialJson},
             'isFlagged', exists (select from visit_flags where visit_flags.visit_id = visits.id and ${isOpen}),
             'party', (
               select json_agg(${partyMember} || jsonb_build_object('outcome', outcome, 'isMain', position = 0)
                 order by position)
               from visit_visitors where visit_id = visits.id)) order by ${byPrisoner})
         from visits
         where visits.slot_id = slots.id and status in ('booked', 'attended', 'not_attended')
           and forgotten_at is null), '[]') as visits,
       coalesce((
         select json_agg(json_build_object('reference', reference, 'prisonNumber', prison_number,
             'prisoner', ${prisonerName}, 'isChange', status = 'booked',
             'people', case when status = 'booked' then (
                 select count(*) from visit_changes join visit_change_visitors on change_id = visit_changes.id
                 where visit_changes.visit_id = visits.id and visit_changes.status = 'requested')
               else (select count(*) from visit_visitors where visit_id = visits.id) end) order by ${byPrisoner})
         from visits where held_slot_id = slots.id), '[]') as waiting
     from slots
     where place_id = :placeId and date = :date
     order by starts_at, ends_at, visit_type`,
    { placeId, date, now },
  )
  return rows.map(({ visits, ...slot }) => ({ ...slot, visits: visits.map(withoutRefused) }))
}

function withoutRefused({ party, ...visit }: Row['visits'][number]): DayVisit {
  const coming = party.filter((visitor) => !isRefused(visitor))
  return {
    ...visit,
    party: coming.map(({ outcome: _, ...visitor }) => visitor),
  }
}
