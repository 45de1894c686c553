/** Knows how sessions are read. The session library's own store writes them. */
import { query } from './database.ts'
import type { Database } from './database.ts'
import { together } from './together.ts'

const foundSessions = `
  select asked, sess
  from unnest(cast(:sids as text[])) with ordinality as askers (sid, asked) join sessions using (sid)
  where expire >= now()`

/**
 * Reads sessions by their id, those of one turn of the event loop in one query; none that is over by the real time,
 * which the session library goes by too.
 */
export function sessionReader(db: Database): (sid: string) => Promise<object | undefined> {
  const read = together<string, { asked: number; sess: object }>((sids) => query(db, foundSessions, { sids }))
  return async (sid) => (await read(sid))?.sess
}
