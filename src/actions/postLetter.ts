/** Letters leave by hand: somebody has posted one, or it cannot be delivered. One that is not true any more is dropped. */
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent, readEventWords } from '../store/events.ts'
import type { Actor, EventName } from '../store/events.ts'
import { listWaitingLetters, lockLetter, readLetter } from '../store/letters.ts'
import type { Letter } from '../store/letters.ts'
import { markNotificationFailed, markNotificationSent } from '../store/notifications.ts'
import { lockVisit } from '../store/visits.ts'
import type { Visit } from '../store/visits.ts'
import { pointlessness } from './stillTrue.ts'

export interface LetterRequest {
  id: string
  personId: string
}

/** `untrue`: it would say something that is not so now, and leaves the list. `gone`: it does not wait any more. */
export type LetterOutcome = { done: true } | { refused: 'untrue' | 'gone' }

/** The letter with its visit, both locked in the order that everything locks in. */
async function lockBoth(trx: Database, id: string): Promise<{ letter: Letter; visit: Visit } | undefined> {
  const found = await readLetter(trx, id)
  const visit = found && (await lockVisit(trx, found.visitId))
  const letter = visit && (await lockLetter(trx, id))
  return letter && { letter, visit }
}

async function note(
  trx: Database,
  { id, visitId, kind }: Letter,
  { what, personId, at }: { what: EventName; personId: string; at: Date },
): Promise<void> {
  const actor: Actor = { kind: 'staff', personId }
  await insertEvent(trx, { visitId, at, what, actor, details: { notificationId: id, kind } })
}

/** Drops a letter that is not true any more; why, if it is not. */
async function dropUntrue(
  trx: Database,
  { letter, visit }: { letter: Letter; visit: Visit },
  now: Date,
): Promise<string | undefined> {
  const { details } = await readEventWords(trx, letter.eventId)
  const why = visit.postalAddress ? pointlessness(letter.kind, visit, details, now) : 'no_address'
  if (why) await markNotificationFailed(trx, letter.id, why)
  return why
}

/** Somebody has posted a letter; pressed twice, it was posted once. */
export function postLetter(db: Database, { id, personId }: LetterRequest, now: Date): Promise<LetterOutcome> {
  return transact(db, async (trx): Promise<LetterOutcome> => {
    const both = await lockBoth(trx, id)
    if (both?.letter.state === 'sent') return { done: true }
    if (both?.letter.state !== 'queued') return { refused: 'gone' }
    if (await dropUntrue(trx, both, now)) return { refused: 'untrue' }
    await markNotificationSent(trx, id, now)
    await note(trx, both.letter, { what: 'letter_posted', personId, at: now })
    return { done: true }
  })
}

/** A letter came back, or cannot be posted: the prison sees it among the messages that did not arrive. */
export function failLetter(db: Database, { id, personId }: LetterRequest, now: Date): Promise<LetterOutcome> {
  return transact(db, async (trx): Promise<LetterOutcome> => {
    const both = await lockBoth(trx, id)
    if (both?.letter.state === 'failed') return { done: true }
    if (!both) return { refused: 'gone' }
    await markNotificationFailed(trx, id, 'letter_undeliverable')
    await note(trx, both.letter, { what: 'letter_failed', personId, at: now })
    return { done: true }
  })
}

/** Takes letters off the list that are not true any more; gives how many. Safe to repeat. */
export async function dropUntrueLetters(db: Database, now: Date): Promise<number> {
  let dropped = 0
  for (const { id } of await listWaitingLetters(db)) {
    const why = await transact(db, async (trx) => {
      const both = await lockBoth(trx, id)
      return both?.letter.state === 'queued' ? dropUntrue(trx, both, now) : undefined
    })
    if (why) dropped += 1
  }
  return dropped
}
