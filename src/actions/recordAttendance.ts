/** Whether a booked visit took place is written down, on its day or later; a mistake can be corrected. */
import { londonDate } from '../domain/dates.ts'
import { hasCome } from '../domain/visit.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import { writeAttendance } from '../store/visitChanges.ts'
import { lockVisitWithSlots } from './lockVisit.ts'

export interface AttendanceRequest {
  visitId: number
  /** The version that the clerk's page showed. */
  version: number
  personId: string
  attended: boolean
}

/** `changed`: the visit is not any more as the clerk's page showed it. `notYet`: its day has not come. */
export type AttendanceOutcome = { done: true } | { refused: 'notBooked' | 'changed' | 'notYet' }

async function recordLocked(trx: Database, asked: AttendanceRequest, now: Date): Promise<AttendanceOutcome> {
  const { visit } = await lockVisitWithSlots(trx, asked.visitId)
  const status = asked.attended ? 'attended' : 'not_attended'
  if (!visit?.slot || visit.status === 'cancelled') return { refused: 'notBooked' }
  if (visit.status === status) return { done: true }
  if (visit.version !== asked.version) return { refused: 'changed' }
  if (!hasCome(visit.slot.date, londonDate(now))) return { refused: 'notYet' }
  await writeAttendance(trx, visit.id, status)
  const actor = { kind: 'staff', personId: asked.personId } as const
  const details = visit.status === 'booked' ? {} : { corrects: visit.status }
  await insertEvent(trx, { visitId: visit.id, at: now, what: status, actor, details })
  return { done: true }
}

/** Records who came, or corrects it (specification §3). What is already so stays, whoever recorded it. */
export function recordAttendance(
  db: Database,
  asked: AttendanceRequest,
  now: Date,
): Promise<AttendanceOutcome> {
  return transact(db, (trx) => recordLocked(trx, asked, now))
}
