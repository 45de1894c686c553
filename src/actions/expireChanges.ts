/** Changes of booked visits that nobody decided in time end by themselves; the visits stand as they were. */
import { londonDate } from '../domain/dates.ts'
import { findOpenChange, listVisitsWithEndedChange } from '../store/changes.ts'
import type { VisitChange } from '../store/changes.ts'
import { endChange } from '../store/changeWrites.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import type { Visit } from '../store/visits.ts'
import { lockVisitWithSlots } from './lockVisit.ts'
import { queueMessages } from './queueMessages.ts'

/** Ends a waiting change of a locked visit whose time has come; false when it has not. */
export async function endChangeIfDue(
  trx: Database,
  visit: Visit,
  change: VisitChange,
  now: Date,
): Promise<boolean> {
  if (change.expiresOn > londonDate(now)) return false
  await endChange(trx, change, 'expired', now)
  const eventId = await insertEvent(trx, {
    visitId: visit.id,
    at: now,
    what: 'change_expired',
    actor: { kind: 'system' },
    details: { changeId: change.id },
  })
  await queueMessages(trx, { visit, eventId, kind: 'change_expired', now })
  return true
}

async function expire(trx: Database, visitId: number, now: Date): Promise<boolean> {
  const { visit } = await lockVisitWithSlots(trx, visitId)
  const change = await findOpenChange(trx, visitId)
  return visit !== undefined && change !== undefined && (await endChangeIfDue(trx, visit, change, now))
}

/** Ends every change whose date has come in London; gives how many. Safe to repeat. */
export async function expireChanges(db: Database, now: Date): Promise<number> {
  let expired = 0
  for (const visitId of await listVisitsWithEndedChange(db, londonDate(now))) {
    if (await transact(db, (trx) => expire(trx, visitId, now))) expired += 1
  }
  return expired
}
