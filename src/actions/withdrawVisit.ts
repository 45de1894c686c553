/** A visitor takes a request back: compare-and-swap on its version, its hold freed. */
import { isToCome } from '../domain/ownActions.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent, theVisitor } from '../store/events.ts'
import type { OwnActor } from '../store/events.ts'
import { withdrawRequest } from '../store/visitWrites.ts'
import { expireIfDue } from './expireVisits.ts'
import { lockVisitWithSlots } from './lockVisit.ts'
import { queueMessages } from './queueMessages.ts'

export interface OwnRequest {
  visitId: number
  /** The visitor unless told. */
  actor?: OwnActor
  /** The version that the visitor's page showed. */
  version: number
}

/**
 * Done also when it was done before: a button pressed twice. `changed`: it is not any more as the visitor's page showed
 * it, and nothing is written. `over`: its time has come.
 */
export type OwnOutcome = { done: true } | { refused: 'changed' | 'over' }

async function withdrawLocked(trx: Database, asked: OwnRequest, now: Date): Promise<OwnOutcome> {
  const { visit } = await lockVisitWithSlots(trx, asked.visitId)
  if (visit?.status === 'withdrawn') return { done: true }
  if (visit?.status !== 'requested') return { refused: visit?.status === 'expired' ? 'over' : 'changed' }
  if (!isToCome(visit, now)) {
    await expireIfDue(trx, visit, now)
    return { refused: 'over' }
  }
  if (visit.version !== asked.version) return { refused: 'changed' }
  await withdrawRequest(trx, visit.id)
  const { actor = theVisitor } = asked
  const eventId = await insertEvent(trx, { visitId: visit.id, at: now, what: 'withdrawn', actor })
  await queueMessages(trx, { visit, eventId, kind: 'withdrawn', now })
  return { done: true }
}

/** Withdraws a request that is still to be decided (specification §4 "Cancel, withdraw"). */
export function withdrawVisit(db: Database, asked: OwnRequest, now: Date): Promise<OwnOutcome> {
  return transact(db, (trx) => withdrawLocked(trx, asked, now))
}
