/** Knows the visits: what was asked, by whom, and what became of it. */
import type { LocalDate } from '../domain/dates.ts'
import type { PartyMember, Person } from '../domain/party.ts'
import type { PostalAddress } from '../domain/postalAddress.ts'
import type { VisitType } from '../domain/slots.ts'
import type {
  CancellationReason,
  Channel,
  Language,
  RejectionReason,
  VisitorOutcome,
  VisitStatus,
} from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { officialJson } from './officialVisits.ts'
import type { OfficialVisit } from './officialVisits.ts'
import { partyMember } from './partyWrites.ts'
import { placeFields } from './places.ts'
import type { Place } from './places.ts'
import { slotFields, toSlot } from './slots.ts'
import { postalAddress } from './visitAddresses.ts'
import type { JsonSlot, Slot } from './slots.ts'

/** What a party needs at the prison (specification §5 `support`); only what was asked for is there. */
export interface Support {
  wheelchair?: true
  hearingLoop?: true
  /** The language to interpret. */
  interpreter?: string
  babyChanging?: true
  other?: string
}

export type Visitor = PartyMember & {
  outcome: VisitorOutcome | null
  bannedUntil: LocalDate | null
}

export interface Visit {
  id: number
  reference: string
  visitType: VisitType
  status: VisitStatus
  /** An official one that cannot wait for the place's lead time. */
  urgent: boolean
  version: number
  channel: Channel
  language: Language
  prisonNumber: string
  prisoner: Person
  email: string | null
  mobile: string | null
  wantsTexts: boolean
  postalAddress: PostalAddress | null
  support: Support
  requestedAt: Date
  answerBy: LocalDate
  expiresOn: LocalDate
  heldSlotId: number | null
  closedVisit: boolean
  bookingReference: string
  messageToVisitor: string
  rejectionReasons: RejectionReason[]
  allowanceRenewsOn: LocalDate | null
  rejectionText: string
  cancelledBy: 'prison' | 'visitor' | null
  cancellationReasons: CancellationReason[]
  cancellationText: string
  place: Place
  /** Null for a social visit. */
  official: OfficialVisit | null
  /** The main visitor first. */
  party: Visitor[]
  /** In order of rank. */
  choices: { rank: number; slot: Slot }[]
  /** The slot it was confirmed for, or moved to since. */
  slot: Slot | null
}

interface JsonVisit extends Omit<Visit, 'choices' | 'slot'> {
  choices: { rank: number; slot: JsonSlot }[]
  slot: JsonSlot | null
}

/** A prisoner's name as JSON, of the columns of `visits`. */
export const prisonerName = `json_build_object('firstName', prisoner_first_name, 'lastName', prisoner_last_name)`

/** A visit with everything that belongs to it, in one query; none that is forgotten. */
export async function readVisit(db: Database, id: number): Promise<Visit | undefined> {
  const [row] = await query<JsonVisit>(
    db,
    `select visits.id, reference, visit_type as "visitType", status, urgent, version, channel, language,
       prison_number as "prisonNumber",
       json_build_object('firstName', prisoner_first_name, 'lastName', prisoner_last_name,
         'dateOfBirth', prisoner_date_of_birth) as prisoner,
       visits.email, mobile, wants_texts as "wantsTexts", ${postalAddress} as "postalAddress", support, requested_at as "requestedAt",
       answer_by as "answerBy", expires_on as "expiresOn", held_slot_id as "heldSlotId",
       closed_visit as "closedVisit", booking_reference as "bookingReference",
       message_to_visitor as "messageToVisitor", rejection_reasons as "rejectionReasons",
       allowance_renews_on as "allowanceRenewsOn", rejection_text as "rejectionText",
       cancelled_by as "cancelledBy", cancellation_reasons as "cancellationReasons",
       cancellation_text as "cancellationText",
       (select to_json(place) from (select ${placeFields} from places where places.id = visits.place_id) as place) as place,
       ${officialJson} as official,
       (select json_agg(${partyMember} || jsonb_build_object('outcome', outcome, 'bannedUntil', banned_until) order by position)
         from visit_visitors where visit_id = visits.id) as party,
       (select json_agg(json_build_object('rank', rank, 'slot', to_json(slot)) order by rank)
         from visit_choices cross join lateral (select ${slotFields} from slots where slots.id = visit_choices.slot_id) as slot
         where visit_id = visits.id) as choices,
       (select to_json(slot) from (select ${slotFields} from slots where slots.id = visits.slot_id) as slot) as slot
     from visits where id = :id and forgotten_at is null`,
    { id },
  )
  if (!row) return undefined
  const choices = row.choices.map(({ rank, slot }) => ({ rank, slot: toSlot(slot) }))
  return { ...row, choices, slot: row.slot && toSlot(row.slot) }
}

/** Reads a visit after locking it until the transaction ends. */
export async function lockVisit(trx: Database, id: number): Promise<Visit | undefined> {
  await query(trx, 'select from visits where id = :id for no key update', { id })
  return readVisit(trx, id)
}

/** The slots that a visit asks for, has, or holds for a change of it. */
export async function listSlotIdsOf(db: Database, visitId: number): Promise<number[]> {
  const rows = await query<{ slotId: number }>(
    db,
    `select slot_id as "slotId" from visit_choices where visit_id = :visitId
     union select slot_id from visits where id = :visitId and slot_id is not null
     union select held_slot_id from visits where id = :visitId and held_slot_id is not null`,
    { visitId },
  )
  return rows.map(({ slotId }) => slotId)
}
