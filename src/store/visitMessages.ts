/** Knows what a prison wrote to a visitor after the decision: words of events, kept apart from history. */
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Keeps the words of an event; nothing where there are none. */
export async function insertVisitMessage(
  trx: Database,
  { visitId, eventId, text }: { visitId: number; eventId: number; text: string },
): Promise<void> {
  if (text === '') return
  await query(
    trx,
    'insert into visit_messages (event_id, visit_id, text) values (:eventId, :visitId, :text)',
    { eventId, visitId, text },
  )
}

/** Whether that person has sent the same words as a message since then. */
export async function hasSameMessage(
  db: Database,
  message: { visitId: number; personId: string; text: string; since: Date },
): Promise<boolean> {
  const rows = await query(
    db,
    `select from visit_messages join visit_events on visit_events.id = event_id
     where visit_messages.visit_id = :visitId and person_id = :personId and what = 'message_sent'
       and at >= :since and text = :text`,
    message,
  )
  return rows.length > 0
}
