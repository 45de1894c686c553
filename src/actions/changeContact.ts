/** A visitor corrects how they are reached: a new e-mail address ends every link, and is told how the visit stands. */
import { londonDate } from '../domain/dates.ts'
import { isToCome } from '../domain/ownActions.ts'
import type { PostalAddress } from '../domain/postalAddress.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent, theVisitor } from '../store/events.ts'
import type { OwnActor } from '../store/events.ts'
import { endLinks, findLinkedVisit, mintLink } from '../store/links.ts'
import type { RandomBytes } from '../store/links.ts'
import { queueNotification } from '../store/notifications.ts'
import { isStillQueued } from '../store/outbox.ts'
import { lockVisitWholly, writeContactDetails } from '../store/ownVisits.ts'
import type { ContactDetails } from '../store/ownVisits.ts'
import { writeVisitAddress } from '../store/visitAddresses.ts'
import type { Visit } from '../store/visits.ts'
import { findLastTold } from './lastMessage.ts'

export interface ContactRequest {
  visitId: number
  /** Of the link by which the visitor came. */
  secret: string
  contact: ContactDetails
}

interface Means {
  now: Date
  randomBytes: RandomBytes
}

/**
 * `secret` is that of the link that leads to the visit from now on. `ended`: their link was ended by another correction.
 * `over`: the visit has begun or ended some way.
 */
export type ContactOutcome = { secret: string } | { refused: 'ended' | 'over' }

const names = ['email', 'mobile', 'wantsTexts'] as const

/** What a new address has to be told: the last change, but for a message that has not left yet and will go there. */
async function untold(trx: Database, visitId: number) {
  const told = await findLastTold(trx, visitId)
  if (!told || (await isStillQueued(trx, told))) return undefined
  return { kind: told.kind, again: told.eventId }
}

/** Writes what is another than before, and tells a new address; gives what that was. */
async function write(
  trx: Database,
  visit: Visit,
  contact: ContactDetails,
  { actor, now }: { actor: OwnActor; now: Date },
): Promise<(typeof names)[number][]> {
  const changed = names.filter((name) => visit[name] !== contact[name])
  if (changed.length === 0) return changed
  const visitId = visit.id
  await writeContactDetails(trx, visitId, contact)
  const message = changed.includes('email') && contact.email ? await untold(trx, visitId) : undefined
  const details = { changed, ...(message && { again: message.again }) }
  const eventId = await insertEvent(trx, { visitId, at: now, what: 'contact_changed', actor, details })
  if (message) await queueNotification(trx, { visitId, eventId, kind: message.kind, channel: 'email', now })
  // An address that was wrong may have had a link.
  if (visit.email !== null && changed.includes('email')) await endLinks(trx, visitId, now)
  return changed
}

async function changeLocked(
  trx: Database,
  { visitId, secret, contact }: ContactRequest,
  { now, randomBytes }: Means,
): Promise<ContactOutcome> {
  const visit = await lockVisitWholly(trx, visitId)
  const isLive = (await findLinkedVisit(trx, secret, londonDate(now))) === visitId
  const isSame = visit && names.every((name) => visit[name] === contact[name])
  // The button was pressed twice where what is asked for is what ended the link.
  if (!visit || (!isLive && !isSame)) return { refused: 'ended' }
  if (!isToCome(visit, now)) return { refused: 'over' }
  await write(trx, visit, contact, { actor: theVisitor, now })
  const lives = (await findLinkedVisit(trx, secret, londonDate(now))) === visitId
  return { secret: lives ? secret : await mintLink(trx, visitId, now, randomBytes) }
}

/** Changes contact details at once, until the start (specification §4 "Change by the visitor", "Links"). */
export function changeContact(db: Database, asked: ContactRequest, means: Means): Promise<ContactOutcome> {
  return transact(db, (trx) => changeLocked(trx, asked, means))
}

export type ContactOfCallerOutcome = { done: 'contact' | 'email' } | { refused: 'over' }

export interface CallersContact {
  visitId: number
  personId: string
  contact: ContactDetails
  /** Where letters go from now on; null leaves it as it is. */
  postalAddress: PostalAddress | null
}

/** The same for a caller, who came by no link: whether the e-mail address is a new one. */
export function changeContactOfCaller(
  db: Database,
  { visitId, personId, contact, postalAddress }: CallersContact,
  now: Date,
): Promise<ContactOfCallerOutcome> {
  return transact(db, async (trx) => {
    const visit = await lockVisitWholly(trx, visitId)
    if (!visit || !isToCome(visit, now)) return { refused: 'over' }
    const actor = { kind: 'staff', personId } as const
    const changed = await write(trx, visit, contact, { actor, now })
    if (postalAddress && JSON.stringify(postalAddress) !== JSON.stringify(visit.postalAddress)) {
      await writeVisitAddress(trx, visitId, postalAddress)
      const details = { changed: ['postalAddress'] }
      await insertEvent(trx, { visitId, at: now, what: 'contact_changed', actor, details })
    }
    return { done: changed.includes('email') ? 'email' : 'contact' }
  })
}
