/** A decision made by mistake is taken back: the visit is a request again, and the visitor is told. */
import { londonDate } from '../domain/dates.ts'
import { slotToHold, undoneTimeOf, undoProblem } from '../domain/undo.ts'
import type { UndoProblem } from '../domain/undo.ts'
import { findOpenChange } from '../store/changes.ts'
import { refusedBy, transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { findLastChange, insertEvent } from '../store/events.ts'
import { insertFlags, listFlaggedSlots } from '../store/flags.ts'
import { holdPlace } from '../store/settings.ts'
import { reopenVisit } from '../store/visitChanges.ts'
import { readVisit } from '../store/visits.ts'
import type { Visit } from '../store/visits.ts'
import { lockVisitWithSlots } from './lockVisit.ts'
import { isOtherChange, overtakeChange } from './overtakeChange.ts'
import { queueMessages } from './queueMessages.ts'

export interface UndoRequest {
  visitId: number
  /** The version that the clerk's page showed. */
  version: number
  /** The visitor's open change that the clerk's page showed, 0 for none; not checked where it is left out. */
  changeId?: number | undefined
  personId: string
  isManager: boolean
}

/**
 * `changed`: the visit is not any more as the clerk's page showed it. `notYours`: another clerk decided it. `slotFull`:
 * the request could not hold its first choice. `duplicate`: the visitor has meanwhile asked for one of its times again.
 */
export type UndoOutcome = { done: true } | { refused: 'changed' | 'duplicate' | UndoProblem }

async function undoLocked(trx: Database, asked: UndoRequest, now: Date): Promise<UndoOutcome> {
  const known = await readVisit(trx, asked.visitId)
  const place = known && (await holdPlace(trx, known.place.id))
  const { visit } = await lockVisitWithSlots(trx, asked.visitId)
  if (!visit || !place) return { refused: 'notDecided' }
  if (visit.version !== asked.version) return { refused: 'changed' }
  const change = await findOpenChange(trx, visit.id)
  if (isOtherChange(change, asked.changeId)) return { refused: 'changed' }
  const last = await findLastChange(trx, visit.id)
  const problem = undoProblem(visit, last, { ...asked, now, today: londonDate(now) })
  if (problem) return { refused: problem }
  const heldSlotId = slotToHold(visit.choices, now)?.id ?? null
  await reopenVisit(trx, visit.id, heldSlotId)
  const ended = await overtakeChange(trx, change, { personId: asked.personId, now })
  const eventId = await insertEvent(trx, {
    visitId: visit.id,
    at: now,
    what: 'undone',
    actor: { kind: 'staff', personId: asked.personId },
    details: { decision: last?.what, ...undoneTimeOf(visit.slot), heldSlotId, ...ended },
  })
  await queueMessages(trx, { visit, eventId, kind: 'undone', now })
  await flagAsItIs(trx, { ...visit, place }, { personId: asked.personId, now })
  return { done: true }
}

/** A visit that was not open was not flagged when its place or one of its slots closed. */
async function flagAsItIs(
  trx: Database,
  { id: visitId, place, choices }: Visit,
  by: { personId: string; now: Date },
): Promise<void> {
  if (!place.bookable) {
    await insertFlags(trx, { visits: [{ visitId, slotId: null }], why: 'place_closed', ...by })
  }
  const flagged = await listFlaggedSlots(trx, visitId)
  const visits = choices
    .filter(({ slot }) => slot.wanted === 0 && slot.startsAt > by.now && !flagged.includes(slot.id))
    .map(({ slot }) => ({ visitId, slotId: slot.id }))
  if (visits.length > 0) await insertFlags(trx, { visits, why: 'slot_closed', ...by })
}

/** Makes a decided visit a request again, holding its first choice (specification §3). */
export async function undoDecision(db: Database, asked: UndoRequest, now: Date): Promise<UndoOutcome> {
  try {
    return await transact(db, (trx) => undoLocked(trx, asked, now))
  } catch (error) {
    if (refusedBy(error, 'visit_claims_no_duplicate')) return { refused: 'duplicate' }
    throw error
  }
}
