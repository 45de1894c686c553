/** Knows what is kept of an official visit beyond any other: who asked, why, and what they bring. */
import type { Item, OfficialDetails } from '../domain/officialVisit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** As it was asked, and what was decided of it. */
export type OfficialVisit = OfficialDetails & {
  /** Null until decided. */
  itemsApproved: Item[] | null
  /** How to join by video or telephone: told only once the visit is booked. */
  joiningDetails: string
}

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

/** Nothing for a social visit, nor for one that is forgotten. */
export async function readOfficialVisit(db: Database, visitId: number): Promise<OfficialVisit | undefined> {
  const [row] = await query<OfficialVisit>(
    db,
    `select professional_id as "professionalId", purpose, organisation, items, items_details as "itemsDetails",
       items_approved as "itemsApproved", case_reference as "caseReference", court_date as "courtDate",
       urgent_reason as "urgentReason", joining_details as "joiningDetails"
     from official_visits where visit_id = :visitId and professional_id is not null`,
    { visitId },
  )
  return row
}
