/** A clerk decides a change of a booked visit: compare-and-swap on the visit's version and the change that the page showed. */
import { decideChange as decide } from '../domain/changeDecision.ts'
import type { ChangeDecisionForm, ChangeProblem } from '../domain/changeDecision.ts'
import type { VisitorDecision } from '../domain/decision.ts'
import { moveOf } from '../domain/move.ts'
import { freePlaces } from '../domain/slots.ts'
import { isOver } from '../domain/visit.ts'
import { findOpenChange, listChangeClashes, listChangeSlotIds } from '../store/changes.ts'
import type { VisitChange } from '../store/changes.ts'
import { endChange, takeChange } from '../store/changeWrites.ts'
import { refusedBy, transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import type { Slot } from '../store/slots.ts'
import { insertVisitMessage } from '../store/visitMessages.ts'
import type { Visit } from '../store/visits.ts'
import { endChangeIfDue } from './expireChanges.ts'
import { lockVisitWithSlots } from './lockVisit.ts'
import { queueMessages } from './queueMessages.ts'

export interface ChangeDecisionRequest {
  visitId: number
  /** The version of the visit that the clerk's page showed. */
  version: number
  /** The change that it showed. */
  changeId: number
  personId: string
  form: ChangeDecisionForm
}

/** `gone`: no change waits any more, or it has just ended. `changed`: another one does, or the visit is not as it was. */
export type ChangeDecisionOutcome = { done: true } | { refused: 'gone' | 'changed' | ChangeProblem[] }

interface Deciding {
  visit: Visit
  change: VisitChange
  asked: ChangeDecisionRequest
  now: Date
}

async function choicesOf(trx: Database, { visit, change }: Deciding, slots: Slot[]) {
  const clashes = await listChangeClashes(trx, visit.id, [])
  return change.choices.map(({ rank, slot: { id, startsAt } }) => {
    const slot = slots.find((locked) => locked.id === id)
    const free = id === visit.heldSlotId || (slot !== undefined && freePlaces(slot) > 0)
    return { rank, startsAt, free, clashes: clashes.some(({ slotId }) => slotId === id) }
  })
}

async function confirm(
  trx: Database,
  { visit, change, asked, now }: Deciding,
  confirmed: { rank: number | null; visitors: VisitorDecision[] },
): Promise<void> {
  const from = visit.slot
  const to = change.choices.find(({ rank }) => rank === confirmed.rank)?.slot ?? from
  if (!from || !to) throw new Error('A booked visit has a slot')
  const party = change.party.flatMap((person, position) => {
    const decision = confirmed.visitors[position]
    return decision ? [{ ...person, ...decision }] : []
  })
  await takeChange(trx, change, { slotId: to.id, party, now })
  const move = to.id === from.id ? { slotId: to.id } : moveOf(from, to)
  const eventId = await insertEvent(trx, {
    visitId: visit.id,
    at: now,
    what: 'change_confirmed',
    actor: { kind: 'staff', personId: asked.personId },
    details: { changeId: change.id, ...move },
  })
  await queueMessages(trx, { visit, eventId, kind: 'changed', now })
}

async function refuse(trx: Database, { visit, change, asked, now }: Deciding, reason: string) {
  await endChange(trx, change, 'refused', now)
  const eventId = await insertEvent(trx, {
    visitId: visit.id,
    at: now,
    what: 'change_refused',
    actor: { kind: 'staff', personId: asked.personId },
    details: { changeId: change.id },
  })
  await insertVisitMessage(trx, { visitId: visit.id, eventId, text: reason })
  await queueMessages(trx, { visit, eventId, kind: 'change_refused', now })
}

async function decideLocked(
  trx: Database,
  asked: ChangeDecisionRequest,
  now: Date,
): Promise<ChangeDecisionOutcome> {
  const wanted = await listChangeSlotIds(trx, asked.visitId)
  const { visit, slots } = await lockVisitWithSlots(trx, asked.visitId, wanted)
  const change = await findOpenChange(trx, asked.visitId)
  if (visit?.status !== 'booked' || !change || isOver(visit, now)) return { refused: 'gone' }
  if (await endChangeIfDue(trx, visit, change, now)) return { refused: 'gone' }
  const isAsShown = change.id === asked.changeId && visit.version === asked.version
  if (!isAsShown || change.party.length !== asked.form.visitors.length) return { refused: 'changed' }
  const deciding = { visit, change, asked, now }
  const decision = decide(asked.form, { choices: await choicesOf(trx, deciding, slots), now })
  if ('refused' in decision) return { refused: decision.refused }
  if ('confirm' in decision) await confirm(trx, deciding, decision.confirm)
  else await refuse(trx, deciding, decision.refuse.reason)
  return { done: true }
}

/** Confirms or refuses a change (specification §4 "Change by the visitor"); refused, the visit stands as it was. */
export async function decideChange(
  db: Database,
  asked: ChangeDecisionRequest,
  now: Date,
): Promise<ChangeDecisionOutcome> {
  try {
    return await transact(db, (trx) => decideLocked(trx, asked, now))
  } catch (error) {
    if (refusedBy(error, 'visits_of_a_prisoner_do_not_overlap')) return { refused: ['prisonerHasVisitThen'] }
    throw error
  }
}
