/** Knows where letters about a visit go. */
import type { PostalAddress } from '../domain/postalAddress.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** The address of a visit (of `visits`) as JSON, null where there is none. */
export const postalAddress = `(
  select json_build_object('name', name, 'lines', lines, 'postcode', postcode)
  from visit_addresses where visit_id = visits.id)`

/** Keeps where letters about a visit go, instead of what was kept before. */
export async function writeVisitAddress(
  trx: Database,
  visitId: number,
  { name, lines, postcode }: PostalAddress,
): Promise<void> {
  await query(
    trx,
    `insert into visit_addresses (visit_id, name, lines, postcode) values (:visitId, :name, :lines, :postcode)
     on conflict (visit_id)
       do update set name = excluded.name, lines = excluded.lines, postcode = excluded.postcode`,
    { visitId, name, lines, postcode },
  )
}
