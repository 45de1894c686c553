/** A visitor or a professional asks for a visit: one transaction that locks place and slots, decides, writes, and queues the message. */
import { londonDate } from '../domain/dates.ts'
import type { OfficialDetails } from '../domain/officialVisit.ts'
import { nameKey } from '../domain/names.ts'
import type { PartyMember } from '../domain/party.ts'
import { newReference } from '../domain/reference.ts'
import { decideRequest } from '../domain/request.ts'
import { rulesFor } from '../domain/workingDays.ts'
import { refusedBy, transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { markDraftSent } from '../store/drafts.ts'
import { insertEvent } from '../store/events.ts'
import type { Actor } from '../store/events.ts'
import type { RandomBytes } from '../store/links.ts'
import { holdPlace } from '../store/settings.ts'
import { lockSlots } from '../store/slots.ts'
import { insertVisit } from '../store/newVisits.ts'
import { insertOfficialVisit } from '../store/officialVisits.ts'
import type { NewVisit } from '../store/newVisits.ts'
import { findVisitIdOfDraft } from '../store/findVisits.ts'
import { confirmAtOnce } from './confirmAtOnce.ts'
import { queueMessages } from './queueMessages.ts'

/** What is asked for; dates, key and draft are worked out here. */
export type VisitRequest = Omit<
  NewVisit,
  'requestedAt' | 'answerBy' | 'expiresOn' | 'mainVisitorKey' | 'draftId' | 'urgent'
> & {
  draftId: string
  actor: Actor
  /** What an official visit needs besides; a social one has none. */
  official?: OfficialDetails
}

/** `isNew` is false for a draft that was sent before. */
export type RequestOutcome = { visitId: number; isNew: boolean } | { refused: 'choices' | 'duplicate' }

interface Means {
  now: Date
  randomBytes: RandomBytes
}

/** By whom duplicates are known: a main visitor by name and date of birth, a professional by who they are. */
const mainVisitorKeyOf = (
  { firstName, lastName, dateOfBirth = '' }: PartyMember,
  official?: OfficialDetails,
) => official?.professionalId ?? `${nameKey(firstName, lastName)} ${dateOfBirth}`

async function request(
  trx: Database,
  asked: VisitRequest,
  { now, randomBytes }: Means,
): Promise<RequestOutcome> {
  const { actor, official, ...wanted } = asked
  const place = await holdPlace(trx, asked.placeId)
  const locked = await lockSlots(trx, asked.slotIds)
  const sent = await findVisitIdOfDraft(trx, asked.draftId)
  if (sent !== undefined) return { visitId: sent, isNew: false }
  const choices = asked.slotIds.flatMap((id) => locked.filter((slot) => slot.id === id))
  const [mainVisitor] = asked.party
  if (!place || !mainVisitor || choices.length !== asked.slotIds.length) return { refused: 'choices' }
  const isUrgent = official !== undefined && official.urgentReason !== ''
  const rules = { ...rulesFor(place, asked.visitType), isUrgent, now, today: londonDate(now) }
  const decision = decideRequest(choices, asked.party, rules)
  if ('refused' in decision) return { refused: 'choices' }
  const mainVisitorKey = mainVisitorKeyOf(mainVisitor, official)
  const visit = { ...wanted, ...decision.accept, mainVisitorKey, requestedAt: now }
  const { id } = await insertVisit(trx, visit, () => newReference(randomBytes))
  if (official) {
    const urgentReason = decision.accept.urgent ? official.urgentReason : ''
    await insertOfficialVisit(trx, id, { ...official, urgentReason })
  }
  const eventId = await insertEvent(trx, { visitId: id, at: now, what: 'requested', actor })
  const isBooked = official && (await confirmAtOnce(trx, { visit: { ...visit, id }, official, place, now }))
  if (!isBooked) await queueMessages(trx, { visit: { ...visit, id }, eventId, kind: 'request_received', now })
  await markDraftSent(trx, asked.draftId, id)
  return { visitId: id, isNew: true }
}

/**
 * Makes one visit of a draft, however often it is called; a verified professional's is booked at once where it can be. `choices` is refused when a time cannot be had any more,
 * `duplicate` when the same main visitor already has or asked for one of the times (specification §4).
 */
export async function requestVisit(db: Database, asked: VisitRequest, means: Means): Promise<RequestOutcome> {
  try {
    return await transact(db, (trx) => request(trx, asked, means))
  } catch (error) {
    if (refusedBy(error, 'visit_claims_no_duplicate')) return { refused: 'duplicate' }
    if (refusedBy(error, 'visits_one_a_draft')) {
      const sent = await findVisitIdOfDraft(db, asked.draftId)
      if (sent !== undefined) return { visitId: sent, isNew: false }
    }
    throw error
  }
}
