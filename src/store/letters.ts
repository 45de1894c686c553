/** Knows the letters: messages that people print and post. */
import type { Language } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import type { NotificationKind, NotificationState } from './notifications.ts'

export interface Letter {
  id: string
  visitId: number
  eventId: number
  kind: NotificationKind
  state: NotificationState
  queuedAt: Date
  /** When it was posted. */
  sentAt: Date | null
  reference: string
  language: Language
}

/** How many are listed at once. */
export const mostLetters = 100

const fields = `notifications.id, visit_id as "visitId", event_id as "eventId", kind, state, queued_at as "queuedAt",
  sent_at as "sentAt", reference, language`

const letters = `notifications join visits on visits.id = visit_id
  where notifications.channel = 'letter' and visits.forgotten_at is null`

/** Letters that wait to be posted, the oldest first. */
export function listWaitingLetters(db: Database): Promise<Letter[]> {
  return query<Letter>(
    db,
    `select ${fields} from ${letters} and state = 'queued'
     order by queued_at, notifications.id limit ${mostLetters}`,
  )
}

/** Letters queued since then that were posted, the newest first: one may come back. */
export function listPostedLetters(db: Database, since: Date): Promise<Letter[]> {
  return query<Letter>(
    db,
    `select ${fields} from ${letters} and state = 'sent' and queued_at >= :since
     order by queued_at desc, notifications.id limit ${mostLetters}`,
    { since },
  )
}

/** The ids of a visit's letters that wait to be posted. */
export async function listWaitingLettersOf(db: Database, visitId: number): Promise<string[]> {
  const rows = await query<{ id: string }>(
    db,
    `select id from notifications
     where visit_id = :visitId and channel = 'letter' and state = 'queued' order by queued_at, id`,
    { visitId },
  )
  return rows.map(({ id }) => id)
}

export async function readLetter(db: Database, id: string): Promise<Letter | undefined> {
  const [row] = await query<Letter>(db, `select ${fields} from ${letters} and notifications.id = :id`, { id })
  return row
}

/** Locks a letter until the transaction ends; lock its visit before. */
export async function lockLetter(trx: Database, id: string): Promise<Letter | undefined> {
  await query(trx, "select from notifications where id = :id and channel = 'letter' for update", { id })
  return readLetter(trx, id)
}
