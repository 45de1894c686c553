/** Knows the notes that staff leave each other about a visit; rows are only added. */
import { query } from './database.ts'
import type { Database } from './database.ts'

export interface Note {
  id: number
  at: Date
  personName: string
  text: string
}

/** Adds a note; gives its id. */
export async function insertNote(
  trx: Database,
  note: { visitId: number; personId: string; at: Date; text: string },
): Promise<number> {
  const [row] = await query<{ id: number }>(
    trx,
    `insert into visit_notes (visit_id, person_id, at, text) values (:visitId, :personId, :at, :text) returning id`,
    note,
  )
  if (!row) throw new Error('The note was not stored')
  return row.id
}

/** Whether that person has written the same words since then. */
export async function hasSameNote(
  db: Database,
  note: { visitId: number; personId: string; text: string; since: Date },
): Promise<boolean> {
  const rows = await query(
    db,
    `select from visit_notes
     where visit_id = :visitId and person_id = :personId and at >= :since and text = :text`,
    note,
  )
  return rows.length > 0
}

/** The notes about a visit, newest first. */
export function listNotes(db: Database, visitId: number): Promise<Note[]> {
  return query<Note>(
    db,
    `select visit_notes.id, at, people.name as "personName", text
     from visit_notes join people on people.id = person_id
     where visit_id = :visitId order by visit_notes.id desc`,
    { visitId },
  )
}
