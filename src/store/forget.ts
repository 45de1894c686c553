/** Knows what nobody needs any more (specification §4 "Retention"); the only one that may have it forgotten. */
import { query, transact } from './database.ts'
import type { Database } from './database.ts'
import { isOldDraft } from './drafts.ts'
import { isOldComment } from './measures/feedback.ts'
import { countEndedDrafts } from './measures/journeys.ts'

/** How many rows of each kind, by table. */
export type Forgotten = Record<string, number>

/** What lives for hours; all else is forgotten by a function of the database. */
const shortLived: Record<string, string> = {
  sessions: 'expire < cast(:now as timestamptz)',
  rate_limits: 'expire < extract(epoch from cast(:now as timestamptz)) * 1000',
}

/** What is counted before it goes, or goes in part. */
const keptInPart: Record<string, string> = { drafts: isOldDraft, feedback: isOldComment }

type Counted = { what: string; rows: number }[]

/** The function of the database refuses whoever has not said in the same transaction that this is the purge. */
const purge = (db: Database, now: Date, dryRun: boolean): Promise<Counted> =>
  transact(db, async (trx) => {
    await query(trx, "select set_config('forget.caller', 'purge', true)")
    return query(trx, 'select what, rows from forget(:now, :dryRun)', { now, dryRun })
  })

const counted = (gone: Forgotten, rows: Counted): Forgotten =>
  rows.reduce((sum, { what, rows }) => ({ ...sum, [what]: (sum[what] ?? 0) + rows }), gone)

/**
 * Counts and forgets drafts not used for 24 hours; forgets comments of a year ago, sessions and limits that have
 * ended, all that is personal of a visit 6 months after its last date, and of everything else what is over. Goes on in
 * small steps until nothing is left; gives what went. Safe to repeat and to run twice at once.
 */
export async function forgetOld(db: Database, now: Date): Promise<Forgotten> {
  const drafts = await countEndedDrafts(db, now)
  const comments = await query(db, `update feedback set comment = '' where ${isOldComment} returning 1`, {
    now,
  })
  let gone: Forgotten = { drafts, feedback: comments.length }
  for (const [table, isOver] of Object.entries(shortLived)) {
    const rows = await query(db, `delete from ${table} where ${isOver} returning 1`, { now })
    gone = counted(gone, [{ what: table, rows: rows.length }])
  }
  for (;;) {
    const step = await purge(db, now, false)
    gone = counted(gone, step)
    if (step.every(({ rows }) => rows === 0)) return gone
  }
}

/** What `forgetOld` would forget; changes nothing. */
export async function countForgettable(db: Database, now: Date): Promise<Forgotten> {
  let found: Forgotten = {}
  for (const [table, isOver] of Object.entries({ ...keptInPart, ...shortLived })) {
    const sql = `select '${table}' as what, count(*) as rows from ${table} where ${isOver}`
    found = counted(found, await query(db, sql, { now }))
  }
  return counted(found, await purge(db, now, true))
}
