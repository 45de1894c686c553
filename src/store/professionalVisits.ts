/** Knows the list of official visits that a professional sees: what is to come first, then what was, newest first. */
import type { LocalDate } from '../domain/dates.ts'
import type { OfficialStatus } from '../domain/officialList.ts'
import type { VisitType } from '../domain/slots.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { ownersSeen } from './ownersOfVisits.ts'
import { counted, countedFields, enough, mostListed, pageOf, thatPage } from './pages.ts'
import type { Page } from './pages.ts'

export interface OfficialVisitFilter {
  /** Who reads the list. */
  personId: string
  /** Null is all. */
  status: OfficialStatus | null
  /** The slug of a place; null is all. */
  place: string | null
  /** By the date that the visit has or, without one, of its first choice; both included. */
  from: LocalDate | null
  to: LocalDate | null
}

export interface OfficialVisitRow {
  reference: string
  status: OfficialStatus
  visitType: VisitType
  urgent: boolean
  /** Whether it may still take place. */
  isToCome: boolean
  /** The time it has or else its first choice. */
  date: LocalDate
  startsAt: Date
  endsAt: Date
  answerBy: LocalDate
  place: { name: string; nameCy: string | null }
  prisonNumber: string
  prisoner: { firstName: string; lastName: string }
  caseReference: string
  courtDate: LocalDate | null
  /** Who asked for it, where the reader did not. */
  sharedBy: string | null
}

const listed = `
  listed as (
    select visits.*, official_visits.professional_id, case_reference, court_date, slot.date as slot_date, starts_at, ends_at,
      case
        when status in ('attended', 'not_attended') or (status = 'booked' and ends_at <= :now) then 'over'
        else status
      end as shown_status,
      (status = 'requested' or (status = 'booked' and ends_at > :now)) as to_come
    from (${ownersSeen}) as owners
      join official_visits on official_visits.professional_id = owners.id
      join visits on visits.id = official_visits.visit_id and visits.forgotten_at is null
      cross join lateral (
        select date, starts_at, ends_at from slots
        where slots.id = coalesce(visits.slot_id, (
          select choice.slot_id from visit_choices as choice where choice.visit_id = visits.id order by rank limit 1))
        offset 0) as slot
  ), matching as materialized (
    select listed.* from listed join places on places.id = listed.place_id
    where (cast(:status as text) is null or shown_status = :status)
      and (cast(:place as text) is null or places.slug = :place)
      and (cast(:from as date) is null or slot_date >= :from)
      and (cast(:to as date) is null or slot_date <= :to)`

const order = `to_come desc, case when to_come then starts_at end, starts_at desc, id`

const fields = `
  reference, shown_status as status, visit_type as "visitType", urgent, to_come as "isToCome", slot_date as date,
  starts_at as "startsAt", ends_at as "endsAt", answer_by as "answerBy",
  json_build_object('name', places.name, 'nameCy', name_cy) as place, prison_number as "prisonNumber",
  json_build_object('firstName', prisoner_first_name, 'lastName', prisoner_last_name) as prisoner,
  case_reference as "caseReference", court_date as "courtDate",
  case when professional_id <> :personId then coalesce(owner.name, '') end as "sharedBy"`

const named = `join places on places.id = place_id left join professionals as owner on owner.person_id = professional_id`

/** One page, in one query. */
export async function listOfficialVisits(
  db: Database,
  filter: OfficialVisitFilter & { page: number },
  now: Date,
): Promise<Page<OfficialVisitRow>> {
  return pageOf(
    await query(
      db,
      `with ${listed} order by ${order} ${enough}), ${counted}, shown as (
         select * from matching order by ${order} ${thatPage})
       select ${fields}, ${countedFields} from shown as visits ${named} order by ${order.replace(/id$/, 'visits.id')}`,
      { ...filter, now },
    ),
  )
}

/** All that match, as far as lists are read. */
export const listAllOfficialVisits = (
  db: Database,
  filter: OfficialVisitFilter,
  now: Date,
): Promise<OfficialVisitRow[]> =>
  query(
    db,
    `with ${listed} order by ${order} limit ${mostListed})
     select ${fields} from matching as visits ${named} order by ${order.replace(/id$/, 'visits.id')}`,
    { ...filter, now },
  )

/** The places of the visits that a professional sees, by name: what a list can be filtered by. */
export const listPlacesOfOfficialVisits = (
  db: Database,
  personId: string,
): Promise<{ slug: string; name: string; nameCy: string | null }[]> =>
  query(
    db,
    `select slug, name, name_cy as "nameCy" from places
     where id in (
       select place_id from official_visits where professional_id in (${ownersSeen}))
     order by name, id`,
    { personId },
  )
