/** Requests and changes that nobody decided in time end by themselves, and past holds are freed (specification §3, §4). */
import { londonDate } from '../domain/dates.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import { expireVisit, freePastHolds, listVisitsToExpire } from '../store/visitWrites.ts'
import type { Visit } from '../store/visits.ts'
import { expireChanges } from './expireChanges.ts'
import { lockVisitWithSlots } from './lockVisit.ts'
import { queueMessages } from './queueMessages.ts'

const actor = { kind: 'system' } as const

/** Expires a locked request whose time has come; false when it has not, or it is no request any more. */
export async function expireIfDue(trx: Database, visit: Visit, now: Date): Promise<boolean> {
  if (visit.expiresOn > londonDate(now) || !(await expireVisit(trx, visit.id))) return false
  const visitId = visit.id
  const eventId = await insertEvent(trx, { visitId, at: now, what: 'expired', actor })
  await queueMessages(trx, { visit, eventId, kind: 'expired', now })
  return true
}

async function expire(trx: Database, visitId: number, now: Date): Promise<boolean> {
  const { visit } = await lockVisitWithSlots(trx, visitId)
  return visit !== undefined && (await expireIfDue(trx, visit, now))
}

/** Expires every request whose latest choice is today or earlier in London, and changes; gives how many. Safe to repeat. */
export async function expireVisits(db: Database, now: Date): Promise<number> {
  let expired = 0
  for (const visitId of await listVisitsToExpire(db, londonDate(now))) {
    if (await transact(db, (trx) => expire(trx, visitId, now))) expired += 1
  }
  expired += await expireChanges(db, now)
  await transact(db, async (trx) => {
    for (const visitId of await freePastHolds(trx, now)) {
      await insertEvent(trx, { visitId, at: now, what: 'hold_freed', actor })
    }
  })
  return expired
}
