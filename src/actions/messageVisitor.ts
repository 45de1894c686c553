/** The prison writes to a visitor; the visit stays as it is. */
import { isOver } from '../domain/visit.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import { hasSameMessage, insertVisitMessage } from '../store/visitMessages.ts'
import { lockVisit } from '../store/visits.ts'
import { queueMessages } from './queueMessages.ts'
import { pressedAgainSince } from './twice.ts'

export interface MessageRequest {
  visitId: number
  personId: string
  text: string
}

/** `over`: nothing of the visit is to come any more, so there is nothing to write about. */
export type MessageOutcome = { done: true } | { refused: 'over' | 'textNeeded' }

async function messageLocked(trx: Database, asked: MessageRequest, now: Date): Promise<MessageOutcome> {
  const { visitId, personId } = asked
  const text = asked.text.trim()
  if (text === '') return { refused: 'textNeeded' }
  const visit = await lockVisit(trx, visitId)
  if (!visit || isOver(visit, now)) return { refused: 'over' }
  if (await hasSameMessage(trx, { visitId, personId, text, since: pressedAgainSince(now) })) {
    return { done: true }
  }
  const actor = { kind: 'staff', personId } as const
  const eventId = await insertEvent(trx, { visitId, at: now, what: 'message_sent', actor })
  await insertVisitMessage(trx, { visitId, eventId, text })
  await queueMessages(trx, { visit, eventId, kind: 'prison_message', now })
  return { done: true }
}

/** Sends the visitor of a request or booked visit a message (specification §8); a button pressed twice sends one. */
export function messageVisitor(db: Database, asked: MessageRequest, now: Date): Promise<MessageOutcome> {
  return transact(db, (trx) => messageLocked(trx, asked, now))
}
