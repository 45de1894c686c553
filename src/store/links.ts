/** Knows the private links: a visit has many, each a secret of which only the hash is kept. */
import { createHash } from 'node:crypto'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { daysFollowed } from './findVisits.ts'

export type RandomBytes = (size: number) => Buffer

const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

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
     where secret_hash = :hash and ended_at is null
       and coalesce(slots.date, visits.expires_on) + ${daysFollowed} >= cast(:today as date)`,
    { hash: hashOf(secret), today },
  )
  return row?.visitId
}
