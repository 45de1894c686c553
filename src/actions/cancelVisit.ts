/** The prison cancels a booked visit: compare-and-swap on its version, its place freed, the visitor told why. */
import { decideCancellation } from '../domain/cancellation.ts'
import type { Cancellation, CancellationProblem } from '../domain/cancellation.ts'
import { isOver } from '../domain/visit.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import { cancelBookedVisit } from '../store/visitChanges.ts'
import { insertVisitMessage } from '../store/visitMessages.ts'
import { lockVisitWithSlots } from './lockVisit.ts'
import { queueMessages } from './queueMessages.ts'

export interface CancellationRequest extends Cancellation {
  visitId: number
  /** The version that the clerk's page showed. */
  version: number
  personId: string
  /** What the clerk adds for the visitor; may be empty. */
  message: string
}

/** `changed`: it is not any more as the clerk's page showed it. `over`: its time has begun. */
export type CancellationOutcome =
  { done: true } | { refused: 'notBooked' | 'changed' | 'over' | CancellationProblem }

async function cancelLocked(
  trx: Database,
  asked: CancellationRequest,
  now: Date,
): Promise<CancellationOutcome> {
  const { visit } = await lockVisitWithSlots(trx, asked.visitId)
  if (visit?.status !== 'booked') return { refused: 'notBooked' }
  if (visit.version !== asked.version) return { refused: 'changed' }
  if (isOver(visit, now)) return { refused: 'over' }
  const decision = decideCancellation(asked)
  if ('refused' in decision) return decision
  const { reasons, otherReason } = decision.cancel
  await cancelBookedVisit(trx, visit.id, { by: 'prison', reasons, text: otherReason })
  const eventId = await insertEvent(trx, {
    visitId: visit.id,
    at: now,
    what: 'cancelled',
    actor: { kind: 'staff', personId: asked.personId },
    details: { by: 'prison', reasons, slotId: visit.slot?.id },
  })
  await insertVisitMessage(trx, { visitId: visit.id, eventId, text: asked.message })
  await queueMessages(trx, { visit, eventId, kind: 'cancelled', now })
  return { done: true }
}

/** Cancels a booked visit before it starts (specification §3, "Cancellation reasons"). */
export function cancelVisit(
  db: Database,
  asked: CancellationRequest,
  now: Date,
): Promise<CancellationOutcome> {
  return transact(db, (trx) => cancelLocked(trx, asked, now))
}
