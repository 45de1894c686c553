/** A visitor asks to change a booked visit: it stays booked, the change holds a place of its own and waits for a clerk. */
import { londonDate } from '../domain/dates.ts'
import { partyProblems } from '../domain/party.ts'
import { decideRequest } from '../domain/request.ts'
import { areSameTimes, asFreeFor, changeEndsOn, isSameParty } from '../domain/visitChange.ts'
import { answerBy, rulesFor } from '../domain/workingDays.ts'
import { findOpenChange } from '../store/changes.ts'
import { insertChange, settleChange } from '../store/changeWrites.ts'
import type { AskedChange } from '../store/changeWrites.ts'
import { refusedBy, transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { markDraftSent } from '../store/drafts.ts'
import { insertEvent, theVisitor } from '../store/events.ts'
import { lockForChange } from './lockForChange.ts'
import type { ChangeAsked, ChangeOutcome, LockedChange } from './lockForChange.ts'
import { queueMessages } from './queueMessages.ts'

/** What the change comes to, or nothing when it cannot be had. A first choice of the visit's own time keeps that time. */
function decideAsked(
  { visit, place, party, choices }: LockedChange,
  slotIds: number[],
  now: Date,
): AskedChange | undefined {
  const { slot } = visit
  if (!slot) return undefined
  const today = londonDate(now)
  const rules = rulesFor(place, visit.visitType)
  if (slotIds[0] === slot.id) {
    if (partyProblems(party, slot.date, place.adultAge).length > 0) return undefined
    return { party, slotIds: [], answerBy: answerBy(today, rules), expiresOn: slot.date }
  }
  if (choices.length !== slotIds.length || slotIds.includes(slot.id)) return undefined
  const own = { booked: slot.id, held: visit.heldSlotId }
  const wanted = choices.map((choice) => asFreeFor(choice, own))
  const decision = decideRequest(wanted, party, { ...rules, now, today })
  if ('refused' in decision) return undefined
  const expiresOn = changeEndsOn(slot.date, decision.accept.expiresOn)
  return { party, slotIds, answerBy: decision.accept.answerBy, expiresOn }
}

async function ask(trx: Database, asked: ChangeAsked, now: Date): Promise<ChangeOutcome> {
  const locked = await lockForChange(trx, asked, { status: 'booked', now })
  if ('outcome' in locked) return locked.outcome
  const { visit, party } = locked
  const times = asked.slotIds[0] === visit.slot?.id ? asked.slotIds.slice(0, 1) : asked.slotIds
  if (isSameParty(visit.party, party) && areSameTimes(visit, times)) return { refused: 'nothing' }
  const wanted = decideAsked(locked, asked.slotIds, now)
  if (!wanted) return { refused: 'choices' }
  const about = { visitId: visit.id, at: now, actor: asked.actor ?? theVisitor }
  const before = await findOpenChange(trx, visit.id)
  if (before) {
    await settleChange(trx, before.id, 'withdrawn', now)
    await insertEvent(trx, { ...about, what: 'change_withdrawn', details: { changeId: before.id } })
  }
  const change = { ...wanted, visitId: visit.id, draftId: asked.draftId, now }
  const changeId = await insertChange(trx, change)
  const details = { changeId, slotIds: wanted.slotIds }
  const eventId = await insertEvent(trx, { ...about, what: 'change_requested', details })
  await queueMessages(trx, { visit, eventId, kind: 'change_requested', now })
  await markDraftSent(trx, asked.draftId, visit.id)
  return { visitId: visit.id, isNew: true }
}

/** Asks once a draft, however often it is called; a change that waits already is replaced (specification §4). */
export async function askForChange(db: Database, asked: ChangeAsked, now: Date): Promise<ChangeOutcome> {
  try {
    return await transact(db, (trx) => ask(trx, asked, now))
  } catch (error) {
    if (refusedBy(error, 'visit_claims_no_duplicate')) return { refused: 'duplicate' }
    throw error
  }
}
