/** Visitors are reminded of their visits: once of a slot, two days before, and not at all when it would be late. */
import { datesToRemind, isReminderDue } from '../domain/reminder.ts'
import { isBusy, refusedBy, transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent, isChange, listEvents } from '../store/events.ts'
import { listUnreminded } from '../store/reminders.ts'
import { lockVisit } from '../store/visits.ts'
import { queueMessages } from './queueMessages.ts'

async function remind(trx: Database, visitId: number, now: Date): Promise<boolean> {
  const visit = await lockVisit(trx, visitId)
  if (visit?.status !== 'booked' || !visit.slot) return false
  const { id: slotId, date } = visit.slot
  const events = await listEvents(trx, visitId)
  if (events.some(({ what, details }) => what === 'reminded' && details.slotId === slotId)) return false
  const told = events.find(isChange)
  if (!told || !isReminderDue({ date, toldAt: told.at }, now)) return false
  const eventId = await insertEvent(trx, {
    visitId,
    at: now,
    what: 'reminded',
    actor: { kind: 'system' },
    details: { slotId },
  })
  await queueMessages(trx, { visit, eventId, kind: 'reminder', now })
  return true
}

/** A visit that somebody is changing just now is left to the next time. */
async function remindUnlessBusy(db: Database, visitId: number, now: Date): Promise<boolean> {
  try {
    return await transact(db, (trx) => remind(trx, visitId, now))
  } catch (error) {
    if (isBusy(error) || refusedBy(error, 'visit_events_reminded_once')) return false
    throw error
  }
}

/** Queues every reminder that is due (specification §9); gives how many. Safe to repeat, and by several workers at once. */
export async function sendReminders(db: Database, now: Date): Promise<number> {
  let reminded = 0
  for (const visitId of await listUnreminded(db, datesToRemind(now))) {
    if (await remindUnlessBusy(db, visitId, now)) reminded += 1
  }
  return reminded
}
