/** Knows who looked at which visit, and when; rows are only added. */
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Keeps that a person saw a visit. */
export async function insertView(
  db: Database,
  view: { visitId: number; personId: string; now: Date },
): Promise<void> {
  await query(
    db,
    'insert into visit_views (visit_id, person_id, viewed_at) values (:visitId, :personId, :now)',
    view,
  )
}

/** Names of the others who looked at the visit since then. */
export async function listViewers(
  db: Database,
  asked: { visitId: number; since: Date; exceptPersonId: string },
): Promise<string[]> {
  const rows = await query<{ name: string }>(
    db,
    `select distinct people.name from visit_views join people on people.id = person_id
     where visit_id = :visitId and viewed_at > :since and person_id <> :exceptPersonId
     order by people.name`,
    asked,
  )
  return rows.map(({ name }) => name)
}
