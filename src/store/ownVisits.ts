/** Knows what visitors change of a visit themselves besides its status. */
import { query } from './database.ts'
import type { Database } from './database.ts'
import { readVisit } from './visits.ts'
import type { Support, Visit } from './visits.ts'

/** How a visitor is reached. */
export type ContactDetails = Pick<Visit, 'email' | 'mobile' | 'wantsTexts'>

/**
 * Reads a visit after locking it against everybody, also against a message to its visitor that is just being written: no
 * message goes to an address that is being corrected with a link that is not ended.
 */
export async function lockVisitWholly(trx: Database, id: number): Promise<Visit | undefined> {
  await query(trx, 'select from visits where id = :id for update', { id })
  return readVisit(trx, id)
}

/** Keeps the address of a visit as it is until the transaction ends, without being in the way of anything else. */
export async function keepAddress(trx: Database, id: number): Promise<void> {
  await query(trx, 'select from visits where id = :id for key share', { id })
}

export async function writeContactDetails(trx: Database, id: number, contact: ContactDetails): Promise<void> {
  await query(
    trx,
    'update visits set email = :email, mobile = :mobile, wants_texts = :wantsTexts where id = :id',
    { id, ...contact },
  )
}

/** Whether that is another support than before. */
export async function writeSupport(trx: Database, id: number, support: Support): Promise<boolean> {
  const changed = await query(
    trx,
    `update visits set support = cast(:support as jsonb)
     where id = :id and support <> cast(:support as jsonb) returning id`,
    { id, support: JSON.stringify(support) },
  )
  return changed.length > 0
}
