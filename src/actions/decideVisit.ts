/** A clerk decides a request: compare-and-swap on its version, under the locks of its slots. */
import { decide } from '../domain/decision.ts'
import type { DecisionForm, DecisionProblem } from '../domain/decision.ts'
import { officialDecision } from '../domain/officialDecision.ts'
import { freePlaces } from '../domain/slots.ts'
import { refusedBy, transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { listClashes } from '../store/clashes.ts'
import { insertEvent } from '../store/events.ts'
import { writeOfficialDecision } from '../store/officialVisits.ts'
import { confirmVisit, rejectVisit } from '../store/visitWrites.ts'
import { expireIfDue } from './expireVisits.ts'
import { lockVisitWithSlots } from './lockVisit.ts'
import { queueMessages } from './queueMessages.ts'
import { verifyIn } from './verifyProfessional.ts'

export interface DecisionRequest {
  visitId: number
  /** The version that the clerk's page showed. */
  version: number
  personId: string
  form: DecisionForm
  /** Whether a manager has checked who asks for an official visit. */
  verifies?: boolean
}

/** `alreadyDecided`: someone was quicker, or it has just expired. `changed`: the visitor changed the request since. Nothing is written in either case. */
export type DecisionOutcome =
  { decided: true } | { refused: 'alreadyDecided' | 'changed' | DecisionProblem[] }

async function decideLocked(trx: Database, asked: DecisionRequest, now: Date): Promise<DecisionOutcome> {
  const { visit, slots } = await lockVisitWithSlots(trx, asked.visitId)
  if (!visit || visit.status !== 'requested') return { refused: 'alreadyDecided' }
  if (await expireIfDue(trx, visit, now)) return { refused: 'alreadyDecided' }
  if (visit.version !== asked.version) return { refused: 'changed' }
  const clashes = await listClashes(trx, visit.id, [])
  const choices = visit.choices.map(({ rank, slot: { id, startsAt } }) => {
    const slot = slots.find((locked) => locked.id === id)
    const free = id === visit.heldSlotId || (slot !== undefined && freePlaces(slot) > 0)
    return { rank, startsAt, free, clashes: clashes.some(({ slotId }) => slotId === id) }
  })
  const decision = decide(asked.form, { choices, now, visitType: visit.visitType })
  if ('refused' in decision) return { refused: decision.refused }
  const actor = { kind: 'staff', personId: asked.personId } as const
  const about = { visitId: visit.id, at: now, actor }
  if ('confirm' in decision) {
    const { rank, ...confirmation } = decision.confirm
    const chosen = visit.choices.find((choice) => choice.rank === rank)
    if (!chosen) return { refused: ['choiceNotAsked'] }
    await confirmVisit(trx, visit.id, { ...confirmation, slotId: chosen.slot.id, now })
    if (visit.official) {
      const { visitType, official } = visit
      const decided = officialDecision({ visitType, items: official.items }, asked.form.official)
      await writeOfficialDecision(trx, visit.id, decided)
    }
    const details = { rank, slotId: chosen.slot.id, closedVisit: confirmation.closedVisit }
    const eventId = await insertEvent(trx, { ...about, what: 'confirmed', details })
    await queueMessages(trx, { visit, eventId, kind: 'confirmed', now })
  } else {
    await rejectVisit(trx, visit.id, { ...decision.reject, now })
    const eventId = await insertEvent(trx, {
      ...about,
      what: 'rejected',
      details: { reasons: decision.reject.reasons },
    })
    await queueMessages(trx, { visit, eventId, kind: 'rejected', now })
  }
  if (asked.verifies && visit.official) {
    await verifyIn(trx, { professionalId: visit.official.professionalId, personId: asked.personId }, now)
  }
  return { decided: true }
}

/** Confirms or rejects a request (specification §3). */
export async function decideVisit(db: Database, asked: DecisionRequest, now: Date): Promise<DecisionOutcome> {
  try {
    return await transact(db, (trx) => decideLocked(trx, asked, now))
  } catch (error) {
    if (refusedBy(error, 'visits_of_a_prisoner_do_not_overlap')) return { refused: ['prisonerHasVisitThen'] }
    throw error
  }
}
