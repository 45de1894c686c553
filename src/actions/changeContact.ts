/** A visitor corrects how they are reached: a new e-mail address ends every link, and is told how the visit stands. */
import { londonDate } from '../domain/dates.ts'
import { isToCome } from '../domain/ownActions.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent, listEvents } from '../store/events.ts'
import type { EventName } from '../store/events.ts'
import { endLinks, findLinkedVisit, mintLink } from '../store/links.ts'
import type { RandomBytes } from '../store/links.ts'
import { isStillQueued, queueNotification } from '../store/notifications.ts'
import type { NotificationKind } from '../store/notifications.ts'
import { lockVisitWholly, writeContactDetails } from '../store/ownVisits.ts'
import type { ContactDetails } from '../store/ownVisits.ts'

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

/** The message that tells of each change of a visit. */
const tellsOf: Partial<Record<EventName, NotificationKind>> = {
  requested: 'request_received',
  confirmed: 'confirmed',
  moved: 'moved',
  undone: 'undone',
  changed: 'request_changed',
  change_confirmed: 'changed',
}

/** What a new address has to be told: the last change, but for a message that has not left yet and will go there. */
async function untold(trx: Database, visitId: number) {
  const told = (await listEvents(trx, visitId)).find(({ what }) => what in tellsOf)
  const kind = told && tellsOf[told.what]
  if (!kind || (await isStillQueued(trx, { eventId: told.id, kind }))) return undefined
  return { kind, again: told.id }
}

async function changeLocked(
  trx: Database,
  { visitId, secret, contact }: ContactRequest,
  { now, randomBytes }: Means,
): Promise<ContactOutcome> {
  const visit = await lockVisitWholly(trx, visitId)
  const isLive = (await findLinkedVisit(trx, secret, londonDate(now))) === visitId
  const changed = names.filter((name) => visit?.[name] !== contact[name])
  // The button was pressed twice where what is asked for is what ended the link.
  if (!visit || (!isLive && changed.length > 0)) return { refused: 'ended' }
  if (!isToCome(visit, now)) return { refused: 'over' }
  if (changed.length === 0)
    return { secret: isLive ? secret : await mintLink(trx, visitId, now, randomBytes) }
  await writeContactDetails(trx, visitId, contact)
  const message = changed.includes('email') && contact.email ? await untold(trx, visitId) : undefined
  const eventId = await insertEvent(trx, {
    visitId,
    at: now,
    what: 'contact_changed',
    actor: { kind: 'visitor' },
    details: { changed, ...(message && { again: message.again }) },
  })
  if (message) await queueNotification(trx, { visitId, eventId, kind: message.kind, channel: 'email', now })
  if (visit.email === null || !changed.includes('email')) return { secret }
  await endLinks(trx, visitId, now)
  return { secret: await mintLink(trx, visitId, now, randomBytes) }
}

/** Changes contact details at once, until the start (specification §4 "Change by the visitor", "Links"). */
export function changeContact(db: Database, asked: ContactRequest, means: Means): Promise<ContactOutcome> {
  return transact(db, (trx) => changeLocked(trx, asked, means))
}
