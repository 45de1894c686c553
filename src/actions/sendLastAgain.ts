/** The last message about a visit is sent once more, to a caller who has lost it or never got it. */
import { needsLetters } from '../domain/postalAddress.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import { listNotifications } from '../store/notifications.ts'
import { lockVisit } from '../store/visits.ts'
import type { Visit } from '../store/visits.ts'
import { findLastMessage } from './lastMessage.ts'
import type { Told } from './lastMessage.ts'
import { queueMessages } from './queueMessages.ts'
import { pointlessness } from './stillTrue.ts'

/** `noAddress`: nothing reaches the visitor. `untrue`: there is none that is still so. */
export type SendAgainRefusal = 'noAddress' | 'untrue'

const isReached = (visit: Visit): boolean => !needsLetters(visit) || visit.postalAddress !== null

/** The message that may be sent again now, or why none may. */
export async function findMessageToRepeat(
  db: Database,
  visit: Visit,
  now: Date,
): Promise<Told | { refused: SendAgainRefusal }> {
  const last = await findLastMessage(db, visit.id)
  if (!last || pointlessness(last.kind, visit, last.details, now)) return { refused: 'untrue' }
  return isReached(visit) ? last : { refused: 'noAddress' }
}

async function sendLocked(
  trx: Database,
  { visitId, personId }: { visitId: number; personId: string },
  now: Date,
): Promise<{ done: true } | { refused: SendAgainRefusal }> {
  const visit = await lockVisit(trx, visitId)
  if (!visit) return { refused: 'untrue' }
  const last = await findMessageToRepeat(trx, visit, now)
  if ('refused' in last) return last
  // One that has not left yet will.
  const messages = await listNotifications(trx, visitId)
  if (messages.some(({ kind, state }) => kind === last.kind && state === 'queued')) return { done: true }
  const eventId = await insertEvent(trx, {
    visitId,
    at: now,
    what: 'resent',
    actor: { kind: 'staff', personId },
    details: { again: last.eventId, kind: last.kind },
  })
  await queueMessages(trx, { visit, eventId, kind: last.kind, now })
  return { done: true }
}

/** Queues the last message again, by every way in which the visitor is reached; a button pressed twice does so once. */
export const sendLastAgain = (db: Database, asked: { visitId: number; personId: string }, now: Date) =>
  transact(db, (trx) => sendLocked(trx, asked, now))
