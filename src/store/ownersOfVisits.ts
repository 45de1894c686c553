/** Knows whose official visits a professional may see: their own, and those of who shares their list with them. */
import { query } from './database.ts'
import type { Database } from './database.ts'

/** SQL of the ids of those whose visits `:personId` may see. */
export const ownersSeen = `
  select cast(:personId as uuid) as id
  union
  select owner_id from list_shares
  where colleague_id = cast(:personId as uuid) and accepted_at is not null and ended_at is null`

/** The visit of that reference which the person may see; `isOwn` where they may do something with it. */
export async function findOfficialVisitSeen(
  db: Database,
  asked: { personId: string; reference: string },
): Promise<{ visitId: number; isOwn: boolean; ownerName: string } | undefined> {
  const [row] = await query<{ visitId: number; isOwn: boolean; ownerName: string }>(
    db,
    `select visits.id as "visitId", professional_id = :personId as "isOwn", coalesce(owner.name, '') as "ownerName"
     from visits join official_visits on visit_id = visits.id
       left join professionals as owner on owner.person_id = professional_id
     where reference = :reference and visit_type <> 'social' and forgotten_at is null
       and professional_id in (${ownersSeen})`,
    asked,
  )
  return row
}
