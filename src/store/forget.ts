/** Knows what nobody needs any more: drafts, sessions and counts whose time is over (specification §4). */
import { query } from './database.ts'
import type { Database } from './database.ts'
import { deleteOldDrafts } from './drafts.ts'

/** How many rows of each kind went. */
export interface Forgotten {
  drafts: number
  sessions: number
  limits: number
}

/** Deletes drafts not used for 24 hours, sessions that have ended and counts that no longer limit. Safe to repeat. */
export async function forgetOld(db: Database, now: Date): Promise<Forgotten> {
  const drafts = await deleteOldDrafts(db, now)
  const sessions = await query(
    db,
    'delete from sessions where expire < cast(:now as timestamptz) returning sid',
    { now },
  )
  const limits = await query(db, 'delete from rate_limits where expire < :milliseconds returning key', {
    milliseconds: now.getTime(),
  })
  return { drafts, sessions: sessions.length, limits: limits.length }
}
