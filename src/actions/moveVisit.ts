/** The prison moves a booked visit to another time, at once; the visitor is told and can cancel. */
import { moveOf } from '../domain/move.ts'
import { freePlaces } from '../domain/slots.ts'
import { isOver } from '../domain/visit.ts'
import { findOpenChange } from '../store/changes.ts'
import { refusedBy, transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import { moveBookedVisit } from '../store/visitChanges.ts'
import { insertVisitMessage } from '../store/visitMessages.ts'
import { lockVisitWithSlots } from './lockVisit.ts'
import { isOtherChange, overtakeChange } from './overtakeChange.ts'
import { queueMessages } from './queueMessages.ts'

export interface MoveRequest {
  visitId: number
  /** The version that the clerk's page showed. */
  version: number
  /** The visitor's open change that the clerk's page showed, 0 for none; not checked where it is left out. */
  changeId?: number | undefined
  personId: string
  /** The new time: a slot of the same place and type. */
  slotId: number
  /** What the clerk adds for the visitor; may be empty. */
  message: string
}

/**
 * `changed`: the visit is not any more as the clerk's page showed it. `over`: its time has begun. `slotUnknown`: no other
 * slot of its place and type. `duplicate`: the same visitor already asked for, or has, that time with this prisoner.
 */
export type MoveOutcome =
  | { done: true }
  | {
      refused:
        | 'notBooked'
        | 'changed'
        | 'over'
        | 'slotUnknown'
        | 'slotPast'
        | 'slotFull'
        | 'prisonerHasVisitThen'
        | 'duplicate'
    }

async function moveLocked(trx: Database, asked: MoveRequest, now: Date): Promise<MoveOutcome> {
  const { visit, slots } = await lockVisitWithSlots(trx, asked.visitId, [asked.slotId])
  if (visit?.status !== 'booked' || !visit.slot) return { refused: 'notBooked' }
  if (visit.version !== asked.version) return { refused: 'changed' }
  const change = await findOpenChange(trx, visit.id)
  if (isOtherChange(change, asked.changeId)) return { refused: 'changed' }
  if (isOver(visit, now)) return { refused: 'over' }
  const from = visit.slot
  const to = slots.find(({ id }) => id === asked.slotId)
  if (!to || to.id === from.id || to.placeId !== from.placeId || to.visitType !== from.visitType) {
    return { refused: 'slotUnknown' }
  }
  if (to.startsAt <= now) return { refused: 'slotPast' }
  if (to.id !== visit.heldSlotId && freePlaces(to) === 0) return { refused: 'slotFull' }
  await moveBookedVisit(trx, visit.id, to.id)
  const ended = await overtakeChange(trx, change, { personId: asked.personId, now })
  const eventId = await insertEvent(trx, {
    visitId: visit.id,
    at: now,
    what: 'moved',
    actor: { kind: 'staff', personId: asked.personId },
    details: { ...moveOf(from, to), ...ended },
  })
  await insertVisitMessage(trx, { visitId: visit.id, eventId, text: asked.message })
  await queueMessages(trx, { visit, eventId, kind: 'moved', now })
  return { done: true }
}

/** Moves a booked visit to any free time to come of its place and type (specification §8). */
export async function moveVisit(db: Database, asked: MoveRequest, now: Date): Promise<MoveOutcome> {
  try {
    return await transact(db, (trx) => moveLocked(trx, asked, now))
  } catch (error) {
    if (refusedBy(error, 'visits_of_a_prisoner_do_not_overlap')) return { refused: 'prisonerHasVisitThen' }
    if (refusedBy(error, 'visit_claims_no_duplicate')) return { refused: 'duplicate' }
    throw error
  }
}
