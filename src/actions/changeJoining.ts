/** The prison says how to join a booked visit by video or telephone, or that it has changed; the professional is told. */
import { joiningProblem, mayChangeJoining, needsJoining } from '../domain/officialDecision.ts'
import type { JoiningProblem } from '../domain/officialDecision.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import { writeOfficialDecision } from '../store/officialVisits.ts'
import { lockVisit } from '../store/visits.ts'
import { queueMessages } from './queueMessages.ts'

export interface JoiningRequest {
  visitId: number
  /** The version that the clerk's page showed. */
  version: number
  personId: string
  joiningDetails: string
}

/** `over`: its time has begun. */
export type JoiningOutcome = { done: true } | { refused: 'notBooked' | 'changed' | 'over' | JoiningProblem }

async function changeLocked(trx: Database, asked: JoiningRequest, now: Date): Promise<JoiningOutcome> {
  const visit = await lockVisit(trx, asked.visitId)
  if (visit?.status !== 'booked' || !visit.official || !needsJoining(visit.visitType)) {
    return { refused: 'notBooked' }
  }
  if (visit.version !== asked.version) return { refused: 'changed' }
  if (!mayChangeJoining(visit, now)) return { refused: 'over' }
  const { joiningDetails, personId } = asked
  const problem = joiningProblem(visit.visitType, joiningDetails)
  if (problem) return { refused: problem }
  if (joiningDetails === visit.official.joiningDetails) return { done: true }
  const { itemsApproved } = visit.official
  await writeOfficialDecision(trx, visit.id, { itemsApproved, joiningDetails })
  const eventId = await insertEvent(trx, {
    visitId: visit.id,
    at: now,
    what: 'joining_changed',
    actor: { kind: 'staff', personId },
  })
  await queueMessages(trx, { visit, eventId, kind: 'joining', now })
  return { done: true }
}

/** Keeps how to join; what is already so is told to nobody again. */
export const changeJoining = (db: Database, asked: JoiningRequest, now: Date): Promise<JoiningOutcome> =>
  transact(db, (trx) => changeLocked(trx, asked, now))
