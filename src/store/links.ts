/** Knows the private links: a visit has many, each a secret of which only the hash is kept. */
import { createHash } from 'node:crypto'
import { query } from './database.ts'
import type { Database } from './database.ts'

export type RandomBytes = (size: number) => Buffer

/** Days that a link lives after the visit, or after it was made if that is later (specification §4 "Links"). */
const daysAfter = 30

/** What is kept of the secret of a link. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Makes a new link to a visit; the secret of 256 bits that it gives is stored nowhere. */
export async function mintLink(
  db: Database,
  visitId: number,
  now: Date,
  randomBytes: RandomBytes,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await query(
    db,
    'insert into visit_links (secret_hash, visit_id, created_at) values (:hash, :visitId, :now)',
    {
      hash: hashOf(secret),
      visitId,
      now,
    },
  )
  return secret
}

/** The visit that a secret leads to, while the link lives. */
export async function findLinkedVisit(
  db: Database,
  secret: string,
  today: string,
): Promise<number | undefined> {
  const [row] = await query<{ visitId: number }>(
    db,
    `select visit_id as "visitId"
     from visit_links join visits on visits.id = visit_id left join slots on slots.id = visits.slot_id
     where secret_hash = :hash and ended_at is null and forgotten_at is null
       and greatest(coalesce(slots.date, visits.expires_on), cast(created_at at time zone 'Europe/London' as date))
         + ${daysAfter} >= cast(:today as date)`,
    { hash: hashOf(secret), today },
  )
  return row?.visitId
}

/** The visit of a link that was ended since then, by a correction of the address that it was sent to. */
export async function findEndedLink(db: Database, secret: string, since: Date): Promise<number | undefined> {
  const [row] = await query<{ visitId: number }>(
    db,
    `select visit_id as "visitId" from visit_links join visits on visits.id = visit_id
     where secret_hash = :hash and ended_at >= :since and forgotten_at is null`,
    { hash: hashOf(secret), since },
  )
  return row?.visitId
}

/** Ends all links of a visit, and the drafts that change it: who came by a link has no other way to it. */
export async function endLinks(trx: Database, visitId: number, now: Date): Promise<void> {
  await query(trx, 'delete from drafts where changes_visit_id = :visitId', { visitId })
  await query(trx, 'update visit_links set ended_at = :now where visit_id = :visitId and ended_at is null', {
    visitId,
    now,
  })
}
