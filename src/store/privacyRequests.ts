/** Knows what people ask about their data: objections and complaints, and how far they are dealt with. */
import type { LocalDate } from '../domain/dates.ts'
import type { PrivacyKind } from '../domain/privacyRequest.ts'
import type { Language } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { counted, countedFields, enough, pageOf, thatPage } from './pages.ts'
import type { Page } from './pages.ts'

/** What somebody wrote. */
export interface PrivacyWords {
  kind: PrivacyKind
  name: string
  email: string
  visitReference: string | null
  words: string
}

export interface NewPrivacyRequest extends PrivacyWords {
  language: Language
  receivedAt: Date
  acknowledgeBy: LocalDate
}

export interface PrivacyRequest extends NewPrivacyRequest {
  id: number
  reference: string
  acknowledgedAt: Date | null
  answeredAt: Date | null
  /** Who did the last of it. */
  handledBy: string | null
}

const fields = `privacy_requests.id, reference, kind, language, privacy_requests.name, email,
  visit_reference as "visitReference", words, received_at as "receivedAt", acknowledge_by as "acknowledgeBy",
  acknowledged_at as "acknowledgedAt", answered_at as "answeredAt", people.name as "handledBy"`

const from = 'privacy_requests left join people on people.id = handled_by'

/** Until the transaction ends, nothing else is written under that address. */
export async function holdPrivacyEmail(trx: Database, email: string): Promise<void> {
  await query(trx, "select pg_advisory_xact_lock(hashtextextended('privacy ' || cast(:email as text), 0))", {
    email,
  })
}

/** The reference of the same words by the same person since then. */
export async function findSamePrivacyRequest(
  trx: Database,
  { kind, email, name, words, since }: PrivacyWords & { since: Date },
): Promise<string | undefined> {
  const [row] = await query<{ reference: string }>(
    trx,
    `select reference from privacy_requests
     where kind = :kind and email = :email and name = :name and words = :words and received_at >= :since`,
    { kind, email, name, words, since },
  )
  return row?.reference
}

/** Keeps what was asked; false when the reference is another's. */
export async function insertPrivacyRequest(
  trx: Database,
  request: NewPrivacyRequest & { reference: string },
): Promise<boolean> {
  const rows = await query(
    trx,
    `insert into privacy_requests (reference, kind, language, name, email, visit_reference, words, received_at,
       acknowledge_by)
     values (:reference, :kind, :language, :name, :email, :visitReference, :words, :receivedAt, :acknowledgeBy)
     on conflict (reference) do nothing returning id`,
    { ...request },
  )
  return rows.length > 0
}

export async function findPrivacyRequest(
  db: Database,
  by: { id: number } | { reference: string },
): Promise<PrivacyRequest | undefined> {
  const column = 'id' in by ? 'id' : 'reference'
  const [row] = await query<PrivacyRequest>(
    db,
    `select ${fields} from ${from} where privacy_requests.${column} = :${column}`,
    { ...by },
  )
  return row
}

/** Those that are not answered, by the date on which they are to be acknowledged; who waits for that comes first. */
export async function listOpenPrivacyRequests(db: Database, page: number): Promise<Page<PrivacyRequest>> {
  const order = 'acknowledged_at is not null, acknowledge_by, id'
  const sql = `
    with matching as materialized (
      select * from privacy_requests where answered_at is null order by ${order} ${enough}
    ), ${counted}, privacy_requests as (select * from matching order by ${order} ${thatPage})
    select ${fields}, ${countedFields} from ${from}
    order by ${order.replace('id', 'privacy_requests.id')}`
  return pageOf(await query(db, sql, { page }))
}

/** Writes down, once, that somebody has told the person that it has arrived, or has answered it; gives whether there is such a request. */
export async function markPrivacyRequest(
  db: Database,
  id: number,
  as: 'acknowledged' | 'answered',
  { personId, now }: { personId: string; now: Date },
): Promise<boolean> {
  const answered = as === 'answered' ? ', answered_at = coalesce(answered_at, :now)' : ''
  const rows = await query(
    db,
    `update privacy_requests
     set handled_by = case when ${as}_at is null then :personId else handled_by end,
       acknowledged_at = coalesce(acknowledged_at, :now) ${answered}
     where id = :id returning id`,
    { id, personId, now },
  )
  return rows.length > 0
}
