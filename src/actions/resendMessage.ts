/** A message to a visitor that did not arrive is sent again. */
import { needsLetters } from '../domain/postalAddress.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent, readEventWords } from '../store/events.ts'
import { isOutOfDate, listNotifications } from '../store/notifications.ts'
import type { Notification } from '../store/notifications.ts'
import { queueFailedAgain } from '../store/outbox.ts'
import { lockVisit } from '../store/visits.ts'
import type { Visit } from '../store/visits.ts'
import { isVisitMessage, pointlessness } from './stillTrue.ts'

export interface ResendRequest {
  visitId: number
  notificationId: string
  personId: string
}

/** `noAddress`: the visitor is not reached that way any more. `untrue`: it would say something that is not so now. */
export type ResendRefusal = 'notFailed' | 'noAddress' | 'untrue'
export type ResendOutcome = { done: true } | { refused: ResendRefusal }

/**
 * What stands against sending a message again.
 *
 * @param details what history keeps of the event that it tells of
 */
export function resendProblem(
  { kind, channel, state, failure }: Notification,
  visit: Visit,
  details: Record<string, unknown>,
  now: Date,
): ResendRefusal | undefined {
  const mayHelp = state === 'failed' && !isOutOfDate(failure) && failure !== 'no_text_service'
  if (!mayHelp || !isVisitMessage(kind)) return 'notFailed'
  const to = {
    email: visit.email,
    text: visit.wantsTexts && visit.mobile,
    letter: needsLetters(visit) && visit.postalAddress,
  }[channel]
  if (!to) return 'noAddress'
  return pointlessness(kind, visit, details, now) && 'untrue'
}

async function resendLocked(trx: Database, asked: ResendRequest, now: Date): Promise<ResendOutcome> {
  const { visitId, notificationId, personId } = asked
  const visit = await lockVisit(trx, visitId)
  const message = (await listNotifications(trx, visitId)).find(({ id }) => id === notificationId)
  if (!visit || !message) return { refused: 'notFailed' }
  if (message.state === 'queued') return { done: true }
  const { details } = await readEventWords(trx, message.eventId)
  const problem = resendProblem(message, visit, details, now)
  if (problem) return { refused: problem }
  await queueFailedAgain(trx, notificationId, now)
  await insertEvent(trx, {
    visitId,
    at: now,
    what: 'resent',
    actor: { kind: 'staff', personId },
    details: { notificationId, kind: message.kind, channel: message.channel },
  })
  return { done: true }
}

/** Queues a failed message again (specification §9); a button pressed twice does so once. */
export const resendMessage = (db: Database, asked: ResendRequest, now: Date): Promise<ResendOutcome> =>
  transact(db, (trx) => resendLocked(trx, asked, now))
