/** Knows how a visit is first written and how its status moves on; the database checks every step again. */
import type { LocalDate } from '../domain/dates.ts'
import type { Confirmation, Rejection, VisitorDecision } from '../domain/decision.ts'
import type { Person } from '../domain/party.ts'
import type { VisitType } from '../domain/slots.ts'
import type { Channel, Language } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import type { Support } from './visits.ts'

export interface NewVisit {
  placeId: number
  visitType: VisitType
  channel: Channel
  language: Language
  draftId: string | null
  prisonNumber: string
  prisoner: Person
  mainVisitorKey: string
  /** The main visitor first. */
  party: Person[]
  /** In order of preference; the first is held. */
  slotIds: number[]
  email: string | null
  mobile: string | null
  wantsTexts: boolean
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
    `insert into visits (reference, place_id, visit_type, channel, language, draft_id, prison_number,
       prisoner_first_name, prisoner_last_name, prisoner_date_of_birth, main_visitor_key, email, mobile,
       wants_texts, support, requested_at, answer_by, expires_on, held_slot_id)
     values (:reference, :placeId, :visitType, :channel, :language, :draftId, :prisonNumber,
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
  await query(
    trx,
    `insert into visit_visitors (visit_id, position, first_name, last_name, date_of_birth)
     select :id, position - 1, person ->> 'firstName', person ->> 'lastName', (person ->> 'dateOfBirth')::date
     from jsonb_array_elements(:party) with ordinality as list (person, position)`,
    { id, party: JSON.stringify(visit.party) },
  )
  await query(
    trx,
    `insert into visit_choices (visit_id, rank, slot_id)
     select :id, rank, slot_id::integer
     from jsonb_array_elements_text(:slotIds) with ordinality as list (slot_id, rank)`,
    { id, slotIds: JSON.stringify(visit.slotIds) },
  )
  return { id, reference }
}

async function writeVisitors(trx: Database, id: number, visitors: VisitorDecision[]): Promise<void> {
  await query(
    trx,
    `update visit_visitors set outcome = decided ->> 'outcome', banned_until = (decided ->> 'bannedUntil')::date
     from jsonb_array_elements(:visitors) with ordinality as list (decided, number)
     where visit_id = :id and position = number - 1`,
    { id, visitors: JSON.stringify(visitors) },
  )
}

/** requested → booked, for one of its choices. */
export async function confirmVisit(
  trx: Database,
  id: number,
  {
    slotId,
    closedVisit,
    bookingReference,
    message,
    visitors,
  }: Omit<Confirmation, 'rank'> & { slotId: number },
): Promise<void> {
  await writeVisitors(trx, id, visitors)
  await query(
    trx,
    `update visits set status = 'booked', version = version + 1, slot_id = :slotId, held_slot_id = null,
       closed_visit = :closedVisit, booking_reference = :bookingReference, message_to_visitor = :message
     where id = :id`,
    { id, slotId, closedVisit, bookingReference, message },
  )
}

/** requested → rejected; the hold is freed. */
export async function rejectVisit(trx: Database, id: number, rejection: Rejection): Promise<void> {
  const { reasons, visitors, allowanceRenewsOn, otherReason, message } = rejection
  await writeVisitors(trx, id, visitors)
  await query(
    trx,
    `update visits set status = 'rejected', version = version + 1, held_slot_id = null,
       rejection_reasons = :reasons, allowance_renews_on = :allowanceRenewsOn,
       rejection_text = :otherReason, message_to_visitor = :message
     where id = :id`,
    { id, reasons, allowanceRenewsOn, otherReason, message },
  )
}

/** requested → expired; the hold is freed. Nothing happens to a visit that is no longer requested. */
export async function expireVisit(trx: Database, id: number): Promise<boolean> {
  const rows = await query(
    trx,
    `update visits set status = 'expired', version = version + 1, held_slot_id = null
     where id = :id and status = 'requested' returning id`,
    { id },
  )
  return rows.length > 0
}

/** Ids of requests whose latest choice is on this date or earlier. */
export async function listVisitsToExpire(db: Database, today: LocalDate): Promise<number[]> {
  const rows = await query<{ id: number }>(
    db,
    "select id from visits where status = 'requested' and expires_on <= :today order by id",
    { today },
  )
  return rows.map(({ id }) => id)
}

/** Frees the holds of requests in slots that are over; gives the visits' ids. */
export async function freePastHolds(trx: Database, now: Date): Promise<number[]> {
  const rows = await query<{ id: number }>(
    trx,
    `update visits set held_slot_id = null
     from slots where slots.id = held_slot_id and slots.starts_at <= :now
     returning visits.id`,
    { now },
  )
  return rows.map(({ id }) => id)
}
