/** A visitor cancels a booked visit: compare-and-swap on its version, its places freed, the prison told if it wants. */
import { isToCome } from '../domain/ownActions.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent, theVisitor } from '../store/events.ts'
import { queuePrisonNotice } from '../store/prisonNotices.ts'
import { cancelBookedVisit } from '../store/visitChanges.ts'
import { lockVisitWithSlots } from './lockVisit.ts'
import { queueMessages } from './queueMessages.ts'
import type { OwnOutcome, OwnRequest } from './withdrawVisit.ts'

async function cancelLocked(trx: Database, asked: OwnRequest, now: Date): Promise<OwnOutcome> {
  const { visit } = await lockVisitWithSlots(trx, asked.visitId)
  if (visit?.cancelledBy === 'visitor') return { done: true }
  if (visit?.status !== 'booked') return { refused: 'changed' }
  if (!isToCome(visit, now)) return { refused: 'over' }
  if (visit.version !== asked.version) return { refused: 'changed' }
  await cancelBookedVisit(trx, visit.id, { by: 'visitor', reasons: [], text: '' })
  const eventId = await insertEvent(trx, {
    visitId: visit.id,
    at: now,
    what: 'cancelled',
    actor: asked.actor ?? theVisitor,
    details: { by: 'visitor', slotId: visit.slot?.id },
  })
  await queueMessages(trx, { visit, eventId, kind: 'cancelled_by_visitor', now })
  await queuePrisonNotice(trx, { visitId: visit.id, eventId, kind: 'visitor_cancelled', now })
  return { done: true }
}

/** Cancels a booked visit before it starts, with any change asked for (specification §4 "Cancel, withdraw"). */
export function cancelOwnVisit(db: Database, asked: OwnRequest, now: Date): Promise<OwnOutcome> {
  return transact(db, (trx) => cancelLocked(trx, asked, now))
}
