// What an action leaves behind: history, messages, counts.
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listEvents } from '../../src/store/events.ts'
import type { VisitEvent } from '../../src/store/events.ts'

interface Named {
  id: number
}

/** The history of a visit, oldest first. */
export const eventsOf = async (db: Database, { id }: Named): Promise<VisitEvent[]> =>
  (await listEvents(db, id)).reverse()

/** Kinds of the messages that were queued, oldest first. */
export async function messagesOf(db: Database, { id }: Named): Promise<string[]> {
  const rows = await query<{ kind: string }>(
    db,
    'select kind from notifications where visit_id = :id order by event_id',
    { id },
  )
  return rows.map(({ kind }) => kind)
}

/** What was written to the visitor since the decision, oldest first. */
export async function wordsOf(db: Database, { id }: Named): Promise<string[]> {
  const rows = await query<{ text: string }>(
    db,
    'select text from visit_messages where visit_id = :id order by event_id',
    { id },
  )
  return rows.map(({ text }) => text)
}

export interface Counts {
  wanted: number
  booked: number
  held: number
}

export async function slotNow(db: Database, id: number): Promise<Counts> {
  const [slot] = await query<Counts>(db, 'select wanted, booked, held from slots where id = :id', { id })
  if (!slot) throw new Error(`No slot ${id}`)
  return slot
}

export const setWanted = (db: Database, id: number, wanted: number): Promise<unknown> =>
  query(db, 'update slots set wanted = :wanted where id = :id', { id, wanted })
