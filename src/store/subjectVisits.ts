/** Knows what is held about the main visitor of a visit; the prisoner, other visitors and staff are left out. */
import { isNeutralReason } from '../domain/visit.ts'
import type { CancellationReason, RejectionReason } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { list } from './told.ts'
import type { Told } from './told.ts'
import { postalAddress } from './visitAddresses.ts'

interface Row extends Told {
  rejectionReasons: RejectionReason[]
  cancellationReasons: CancellationReason[]
}

const visitor = `'firstName', first_name, 'lastName', last_name, 'kind', kind, 'dateOfBirth', date_of_birth`

const choices = (table: string, of: string) =>
  list(
    `'rank', rank, 'startsAt', starts_at, 'endsAt', ends_at`,
    `${table} join slots on slots.id = slot_id where ${of} order by rank`,
  )

const changes = list(
  `'status', status, 'requestedAt', requested_at, 'answerBy', answer_by, 'decidedAt', decided_at,
    'mainVisitor', (
      select json_build_object(${visitor}) from visit_change_visitors where change_id = one.id and position = 0),
    'otherVisitors', (select count(*) from visit_change_visitors where change_id = one.id and position > 0),
    'choices', ${choices('visit_change_choices', 'change_id = one.id')}`,
  'visit_changes where visit_id = visits.id order by id',
)

const messages = list(
  `'kind', kind, 'channel', channel, 'state', state, 'queuedAt', queued_at, 'sentAt', sent_at, 'failure', failure`,
  `notifications where visit_id = visits.id and recipient = 'visitor' order by queued_at, event_id, channel`,
)

const words = list(
  `'at', at, 'text', text`,
  `visit_messages join visit_events on visit_events.id = event_id
     where visit_messages.visit_id = visits.id order by event_id`,
)

const flags = list(
  `'why', why, 'raisedAt', raised_at, 'settledAt', settled_at, 'settledBecause', settled_because`,
  `visit_flags where visit_id = visits.id and why not like 'prisoner%' order by id`,
)

const calls = list(
  `'startedAt', started_at, 'endedAt', ended_at, 'channel', channel, 'manner', manner, 'reason', reason,
    'outcome', outcome, 'satisfaction', satisfaction`,
  'calls where visit_id = visits.id order by started_at',
)

const lookUps = list(
  `'at', at, 'what', what, 'hasFailed', failure is not null`,
  'call_lookups where visit_id = visits.id order by id',
)

const sql = `
  select reference, places.name as prison, visit_type as "visitType", status, channel, language,
    requested_at as "requestedAt", answer_by as "answerBy", decided_at as "decidedAt",
    (select json_build_object(${visitor}, 'outcome', outcome, 'bannedUntil', banned_until)
      from visit_visitors where visit_id = visits.id and position = 0) as "mainVisitor",
    (select count(*) from visit_visitors where visit_id = visits.id and position > 0) as "otherVisitors",
    visits.email, mobile, wants_texts as "wantsTexts", ${postalAddress} as "postalAddress", support,
    ${choices('visit_choices', 'visit_id = visits.id')} as choices,
    (select json_build_object('startsAt', starts_at, 'endsAt', ends_at) from slots where slots.id = slot_id) as slot,
    (select json_build_object('purpose', purpose, 'organisation', organisation, 'items', items,
        'itemsDetails', items_details, 'itemsApproved', items_approved, 'caseReference', case_reference,
        'courtDate', court_date, 'urgentReason', urgent_reason, 'joiningDetails', joining_details)
      from official_visits where visit_id = visits.id) as official,
    closed_visit as "closedVisit", booking_reference as "bookingReference", message_to_visitor as "messageToVisitor",
    rejection_reasons as "rejectionReasons", rejection_text as "rejectionText",
    allowance_renews_on as "allowanceRenewsOn", cancelled_by as "cancelledBy",
    cancellation_reasons as "cancellationReasons", cancellation_text as "cancellationText",
    ${changes} as changes, ${messages} as messages, ${words} as "messagesFromThePrison",
    ${list(`'at', at, 'text', text`, 'visit_notes where visit_id = visits.id order by id')} as "notesOfStaff",
    ${flags} as flags,
    ${list(`'at', at, 'what', what, 'by', actor`, 'visit_events where visit_id = visits.id order by id')} as history,
    ${list(`'at', viewed_at`, 'visit_views where visit_id = visits.id order by id')} as "lookedAtByStaff",
    ${list(`'madeAt', created_at, 'endedAt', ended_at`, 'visit_links where visit_id = visits.id order by created_at')}
      as "privateLinks",
    ${calls} as calls, ${lookUps} as "lookedUpInCalls"
  from visits join places on places.id = place_id
  where visits.id = any(:ids)
  order by requested_at, visits.id`

/** As the visitor is told it: what would reveal something of somebody else all reads alike. */
const neutral = <Reason extends RejectionReason | CancellationReason>(reasons: Reason[]) => [
  ...new Set(reasons.map((reason) => (isNeutralReason(reason) ? 'prisoner_cannot' : reason))),
]

export async function readSubjectVisits(db: Database, ids: number[]): Promise<Told[]> {
  const rows = await query<Row>(db, sql, { ids })
  return rows.map((row) => ({
    ...row,
    rejectionReasons: neutral(row.rejectionReasons),
    cancellationReasons: neutral(row.cancellationReasons),
  }))
}
