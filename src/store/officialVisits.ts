/** Knows what is kept of an official visit beyond any other: who asked, why, and what they bring. */
import type { LocalDate } from '../domain/dates.ts'
import type { Item, OfficialDetails } from '../domain/officialVisit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** As it was asked, and what was decided of it. */
export type OfficialVisit = OfficialDetails & {
  /** Of whoever asked; null where there is no profile any more. */
  professionalName: string | null
  /** Null until decided. */
  itemsApproved: Item[] | null
  /** How to join by video or telephone: told only once the visit is booked. */
  joiningDetails: string
}

/** SQL of what is kept of the official visit of a row of `visits`, as JSON; null for a social or forgotten one. */
export const officialJson = `(
  select json_build_object('professionalId', professional_id, 'professionalName', name, 'purpose', purpose,
    'organisation', official_visits.organisation, 'items', items, 'itemsDetails', items_details,
    'itemsApproved', items_approved, 'caseReference', case_reference, 'courtDate', court_date,
    'urgentReason', urgent_reason, 'joiningDetails', joining_details)
  from official_visits left join professionals on person_id = professional_id
  where visit_id = visits.id and professional_id is not null)`

export async function insertOfficialVisit(
  trx: Database,
  visitId: number,
  details: OfficialDetails,
): Promise<void> {
  await query(
    trx,
    `insert into official_visits (visit_id, professional_id, purpose, organisation, items, items_details, case_reference,
       court_date, urgent_reason)
     values (:visitId, :professionalId, :purpose, :organisation, :items, :itemsDetails, :caseReference, :courtDate,
       :urgentReason)`,
    { visitId, ...details },
  )
}

/** What a clerk decides of it with a confirmation. */
export async function writeOfficialDecision(
  trx: Database,
  visitId: number,
  { itemsApproved, joiningDetails }: Pick<OfficialVisit, 'itemsApproved' | 'joiningDetails'>,
): Promise<void> {
  await query(
    trx,
    `update official_visits set items_approved = :itemsApproved, joining_details = :joiningDetails
     where visit_id = :visitId`,
    { visitId, itemsApproved, joiningDetails },
  )
}

/** It is not urgent any more: the reason why it was goes. */
export async function endUrgency(trx: Database, visitId: number): Promise<void> {
  await query(trx, "update official_visits set urgent_reason = '' where visit_id = :visitId", { visitId })
}

/** The last day on which a professional counts as verified; null where no one has said so. */
export async function readVerifiedUntil(db: Database, personId: string): Promise<LocalDate | null> {
  const [row] = await query<{ verifiedUntil: LocalDate | null }>(
    db,
    'select verified_until as "verifiedUntil" from professionals where person_id = :personId',
    { personId },
  )
  return row?.verifiedUntil ?? null
}

/** Nothing for a social visit, nor for one that is forgotten. */
export async function readOfficialVisit(db: Database, visitId: number): Promise<OfficialVisit | undefined> {
  const [row] = await query<{ official: OfficialVisit | null }>(
    db,
    `select ${officialJson} as official from visits where id = :visitId`,
    { visitId },
  )
  return row?.official ?? undefined
}
