/** Calls for tests of what is found in them. */
import { randomUUID } from 'node:crypto'
import { insertCall } from '../../src/store/calls.ts'
import type { Database } from '../../src/store/database.ts'
import { query } from '../../src/store/database.ts'
import { clock } from '../clock.ts'

/** A call of that person that goes on; gives its id. */
export async function aCall(db: Database, agentId: string): Promise<string> {
  const id = randomUUID()
  const call = { channel: 'phone', manner: 'on_behalf', reason: 'no_email' } as const
  await insertCall(db, { id, agentId, ...call, startedAt: clock.now() })
  return id
}

/** The id of somebody of the demo who has signed in. */
export async function personOf(db: Database, subject: string): Promise<string> {
  const [person] = await query<{ id: string }>(db, 'select id from people where subject = :subject', {
    subject,
  })
  if (!person) throw new Error(`Nobody signed in as ${subject}`)
  return person.id
}

/** The call's look-ups, oldest first. */
export const lookupsOf = (db: Database, callId: string) =>
  query<{ what: string; visitId: number | null; failure: number | null }>(
    db,
    `select what, visit_id as "visitId", failure from call_lookups where call_id = :callId order by id`,
    { callId },
  )
