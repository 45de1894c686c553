/** Knows how messages ended: by the provider's receipts, and those of which none has come. */
import { query } from './database.ts'
import type { Database } from './database.ts'

/** How the provider says that a message ended. */
export type Settlement = 'delivered' | 'permanent_failure' | 'temporary_failure' | 'technical_failure'

/**
 * Writes down what became of a message; false when that changes nothing. Receipts come late, twice and in any order:
 * `delivered` is the last word, before it `permanent_failure`. A message that is still queued has left all the same.
 */
export async function settleNotification(
  db: Database,
  id: string,
  settlement: Settlement,
  now: Date,
): Promise<boolean> {
  const failure = settlement === 'delivered' ? null : settlement
  const changed = await query(
    db,
    `update notifications
     set state = cast(:state as text), failure = cast(:failure as text), sent_at = coalesce(sent_at, :now)
     where id = :id and state <> 'delivered'
       and (cast(:state as text) = 'delivered' or failure is null
         or failure not in ('permanent_failure', cast(:failure as text)))
     returning id`,
    { id, failure, now, state: failure ? 'failed' : 'delivered' },
  )
  return changed.length > 0
}

export interface Unsettled {
  id: string
  providerId: string
}

/**
 * Messages that the provider took at least half an hour ago, and told nothing of since: those asked about longest ago
 * first. After 72 hours it tries no more, so nothing is to be learned.
 */
export function listUnsettled(
  db: Database,
  { now, most }: { now: Date; most: number },
): Promise<Unsettled[]> {
  return query<Unsettled>(
    db,
    `select id, provider_id as "providerId" from notifications
     where state = 'sent' and provider_id is not null
       and sent_at between cast(:now as timestamptz) - interval '73 hours'
         and cast(:now as timestamptz) - interval '30 minutes'
     order by polled_at nulls first, sent_at limit :most`,
    { now, most },
  )
}

/** Notes that the provider was asked about a message. */
export async function markPolled(db: Database, id: string, now: Date): Promise<void> {
  await query(db, 'update notifications set polled_at = :now where id = :id', { id, now })
}
