/** A visitor changes a request that waits for its decision: times and people in place, the hold swapped, a new promise. */
import { londonDate } from '../domain/dates.ts'
import { decideRequest } from '../domain/request.ts'
import { rulesFor } from '../domain/workingDays.ts'
import { areSameTimes, asFreeFor, isSameParty } from '../domain/visitChange.ts'
import { replaceRequest } from '../store/changeWrites.ts'
import { refusedBy, transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { markDraftSent } from '../store/drafts.ts'
import { insertEvent, theVisitor } from '../store/events.ts'
import { endUrgency } from '../store/officialVisits.ts'
import { lockForChange } from './lockForChange.ts'
import type { ChangeAsked, ChangeOutcome } from './lockForChange.ts'
import { queueMessages } from './queueMessages.ts'

async function change(trx: Database, asked: ChangeAsked, now: Date): Promise<ChangeOutcome> {
  const locked = await lockForChange(trx, asked, { status: 'requested', now })
  if ('outcome' in locked) return locked.outcome
  const { visit, place, party, choices } = locked
  const { draftId, slotIds } = asked
  if (isSameParty(visit.party, party) && areSameTimes(visit, slotIds)) return { refused: 'nothing' }
  if (choices.length !== slotIds.length) return { refused: 'choices' }
  const own = { booked: null, held: visit.heldSlotId }
  const isUrgent = visit.urgent
  const rules = { ...rulesFor(place, visit.visitType), isUrgent, now, today: londonDate(now) }
  const decision = decideRequest(
    choices.map((slot) => asFreeFor(slot, own)),
    party,
    rules,
  )
  if ('refused' in decision) return { refused: 'choices' }
  await replaceRequest(trx, visit.id, { ...decision.accept, party, slotIds })
  if (isUrgent && !decision.accept.urgent) await endUrgency(trx, visit.id)
  const eventId = await insertEvent(trx, {
    visitId: visit.id,
    at: now,
    what: 'changed',
    actor: asked.actor ?? theVisitor,
    details: { slotIds, was: visit.choices.map(({ slot }) => slot.id) },
  })
  await queueMessages(trx, { visit, eventId, kind: 'request_changed', now })
  await markDraftSent(trx, draftId, visit.id)
  return { visitId: visit.id, isNew: true }
}

/** Changes a request once a draft, however often it is called (specification §4 "Change by the visitor"). */
export async function changeRequest(db: Database, asked: ChangeAsked, now: Date): Promise<ChangeOutcome> {
  try {
    return await transact(db, (trx) => change(trx, asked, now))
  } catch (error) {
    if (refusedBy(error, 'visit_claims_no_duplicate')) return { refused: 'duplicate' }
    throw error
  }
}
