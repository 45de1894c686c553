/** Staff leave each other a note about a visit; the visitor never sees it. */
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import { hasSameNote, insertNote } from '../store/notes.ts'
import { lockVisit } from '../store/visits.ts'
import { pressedAgainSince } from './twice.ts'

export interface NoteRequest {
  visitId: number
  personId: string
  text: string
}

export type NoteOutcome = { done: true } | { refused: 'textNeeded' | 'unknown' }

async function addLocked(trx: Database, asked: NoteRequest, now: Date): Promise<NoteOutcome> {
  const { visitId, personId } = asked
  const text = asked.text.trim()
  if (text === '') return { refused: 'textNeeded' }
  if (!(await lockVisit(trx, visitId))) return { refused: 'unknown' }
  if (await hasSameNote(trx, { visitId, personId, text, since: pressedAgainSince(now) }))
    return { done: true }
  const noteId = await insertNote(trx, { visitId, personId, at: now, text })
  const actor = { kind: 'staff', personId } as const
  await insertEvent(trx, { visitId, at: now, what: 'note_added', actor, details: { noteId } })
  return { done: true }
}

/** Adds an internal note to a visit, whatever its status; a button pressed twice adds one. */
export function addNote(db: Database, asked: NoteRequest, now: Date): Promise<NoteOutcome> {
  return transact(db, (trx) => addLocked(trx, asked, now))
}
