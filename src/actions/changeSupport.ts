/** A visitor changes what extra support the party needs; nobody has to decide it. */
import { isToCome } from '../domain/ownActions.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import { writeSupport } from '../store/ownVisits.ts'
import { lockVisit } from '../store/visits.ts'
import type { Support } from '../store/visits.ts'

export interface SupportRequest {
  visitId: number
  support: Support
}

/** `over`: the visit has begun or ended some way. */
export type SupportOutcome = { done: true } | { refused: 'over' }

async function changeLocked(
  trx: Database,
  { visitId, support }: SupportRequest,
  now: Date,
): Promise<SupportOutcome> {
  const visit = await lockVisit(trx, visitId)
  if (!visit || !isToCome(visit, now)) return { refused: 'over' }
  if (await writeSupport(trx, visitId, support)) {
    await insertEvent(trx, { visitId, at: now, what: 'support_changed', actor: { kind: 'visitor' } })
  }
  return { done: true }
}

/** Changes extra support at once, until the start (specification §4 "Change by the visitor"). */
export function changeSupport(db: Database, asked: SupportRequest, now: Date): Promise<SupportOutcome> {
  return transact(db, (trx) => changeLocked(trx, asked, now))
}
