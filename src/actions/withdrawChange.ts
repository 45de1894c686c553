/** A visitor takes back a change that waits: its place is freed, the visit stands as it was. */
import { readChange } from '../store/changes.ts'
import { endChange } from '../store/changeWrites.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent, theVisitor } from '../store/events.ts'
import type { OwnActor } from '../store/events.ts'
import { lockVisitWithSlots } from './lockVisit.ts'

export interface WithdrawnChange {
  visitId: number
  /** The visitor unless told. */
  actor?: OwnActor
  /** The change that the visitor's page showed. */
  changeId: number
}

/** `changed`: that change waits no more, and nothing is written. */
export type WithdrawnOutcome = { done: true } | { refused: 'changed' }

async function withdraw(trx: Database, asked: WithdrawnChange, now: Date): Promise<WithdrawnOutcome> {
  await lockVisitWithSlots(trx, asked.visitId)
  const change = await readChange(trx, asked.changeId)
  if (change?.visitId !== asked.visitId) return { refused: 'changed' }
  if (change.status === 'withdrawn') return { done: true }
  if (change.status !== 'requested') return { refused: 'changed' }
  await endChange(trx, change, 'withdrawn', now)
  await insertEvent(trx, {
    visitId: asked.visitId,
    at: now,
    what: 'change_withdrawn',
    actor: asked.actor ?? theVisitor,
    details: { changeId: change.id },
  })
  return { done: true }
}

/** Withdraws a change of a booked visit; done also when it was done before: a button pressed twice. */
export function withdrawChange(db: Database, asked: WithdrawnChange, now: Date): Promise<WithdrawnOutcome> {
  return transact(db, (trx) => withdraw(trx, asked, now))
}
