/** Knows how a visit is first written: the request, its party and its choices. */
import type { LocalDate } from '../domain/dates.ts'
import type { PartyMember, Person } from '../domain/party.ts'
import type { PostalAddress } from '../domain/postalAddress.ts'
import type { VisitType } from '../domain/slots.ts'
import type { Channel, Language } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { insertChoices, insertParty } from './partyWrites.ts'
import { writeVisitAddress } from './visitAddresses.ts'
import type { Support } from './visits.ts'

export interface NewVisit {
  placeId: number
  visitType: VisitType
  urgent: boolean
  channel: Channel
  language: Language
  draftId: string | null
  prisonNumber: string
  prisoner: Person
  mainVisitorKey: string
  /** The main visitor first. */
  party: PartyMember[]
  /** In order of preference; the first is held. */
  slotIds: number[]
  email: string | null
  mobile: string | null
  wantsTexts: boolean
  /** Where letters go; needed by who has neither e-mail nor text messages, if they are to be told anything. */
  postalAddress?: PostalAddress | null
  support: Support
  requestedAt: Date
  answerBy: LocalDate
  expiresOn: LocalDate
}

async function insertVisitRow(
  trx: Database,
  visit: NewVisit,
  reference: string,
): Promise<number | undefined> {
  const [row] = await query<{ id: number }>(
    trx,
    `insert into visits (reference, place_id, visit_type, urgent, channel, language, draft_id, prison_number,
       prisoner_first_name, prisoner_last_name, prisoner_date_of_birth, main_visitor_key, email, mobile,
       wants_texts, support, requested_at, answer_by, expires_on, held_slot_id)
     values (:reference, :placeId, :visitType, :urgent, :channel, :language, :draftId, :prisonNumber,
       :prisonerFirstName, :prisonerLastName, :prisonerDateOfBirth, :mainVisitorKey, :email, :mobile,
       :wantsTexts, :support, :requestedAt, :answerBy, :expiresOn, :heldSlotId)
     on conflict (reference) do nothing
     returning id`,
    {
      ...visit,
      reference,
      prisonerFirstName: visit.prisoner.firstName,
      prisonerLastName: visit.prisoner.lastName,
      prisonerDateOfBirth: visit.prisoner.dateOfBirth,
      support: JSON.stringify(visit.support),
      heldSlotId: visit.slotIds[0] ?? null,
    },
  )
  return row?.id
}

/** Writes a request with its party and choices and holds its first choice. A reference already used is drawn again. */
export async function insertVisit(
  trx: Database,
  visit: NewVisit,
  newReference: () => string,
): Promise<{ id: number; reference: string }> {
  let reference = newReference()
  let id = await insertVisitRow(trx, visit, reference)
  while (id === undefined) {
    reference = newReference()
    id = await insertVisitRow(trx, visit, reference)
  }
  await insertParty(trx, 'visit', id, visit.party)
  await insertChoices(trx, 'visit', id, visit.slotIds)
  if (visit.postalAddress) await writeVisitAddress(trx, id, visit.postalAddress)
  return { id, reference }
}
