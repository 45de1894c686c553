/** A visitor changes what extra support the party needs; nobody has to decide it. */
import { isToCome } from '../domain/ownActions.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent, theVisitor } from '../store/events.ts'
import type { OwnActor } from '../store/events.ts'
import { writeSupport } from '../store/ownVisits.ts'
import { lockVisit } from '../store/visits.ts'
import type { Support } from '../store/visits.ts'

export interface SupportRequest {
  visitId: number
  /** The visitor unless told. */
  actor?: OwnActor
  support: Support
}

/** `over`: the visit has begun or ended some way. */
export type SupportOutcome = { done: true } | { refused: 'over' }

async function changeLocked(
  trx: Database,
  { visitId, actor = theVisitor, support }: SupportRequest,
  now: Date,
): Promise<SupportOutcome> {
  const visit = await lockVisit(trx, visitId)
  if (!visit || !isToCome(visit, now)) return { refused: 'over' }
  if (await writeSupport(trx, visitId, support)) {
    await insertEvent(trx, { visitId, at: now, what: 'support_changed', actor })
  }
  return { done: true }
}

/** Changes extra support at once, until the start (specification §4 "Change by the visitor"). */
export function changeSupport(db: Database, asked: SupportRequest, now: Date): Promise<SupportOutcome> {
  return transact(db, (trx) => changeLocked(trx, asked, now))
}
