/** Knows the links in messages of alerts: each a secret of its own, of which only the hash is kept. */
import { query } from './database.ts'
import type { Database } from './database.ts'
import { hashOf } from './links.ts'
import type { RandomBytes } from './links.ts'

/** Makes a new link to an alert; its secret of 128 bits, short enough for a text message, is stored nowhere. */
export async function mintAlertLink(
  db: Database,
  alertId: string,
  now: Date,
  randomBytes: RandomBytes,
): Promise<string> {
  const secret = randomBytes(16).toString('base64url')
  await query(
    db,
    'insert into place_alert_links (secret_hash, alert_id, created_at) values (:hash, :alertId, :now)',
    { hash: hashOf(secret), alertId, now },
  )
  return secret
}

/** The alert that a secret leads to, for as long as it is kept. */
export async function findLinkedAlertId(db: Database, secret: string): Promise<string | undefined> {
  const [row] = await query<{ alertId: string }>(
    db,
    'select alert_id as "alertId" from place_alert_links where secret_hash = :hash',
    { hash: hashOf(secret) },
  )
  return row?.alertId
}
