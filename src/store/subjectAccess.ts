/** Knows everything that is held about one person, who is known by an address, a number or a reference (standards D4). */
import { parseMobile } from '../domain/mobile.ts'
import { parseReference } from '../domain/reference.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { readSubjectProfessional } from './subjectProfessional.ts'
import { readSubjectVisits } from './subjectVisits.ts'
import type { Told } from './told.ts'

/** Others' data is left out; the operator reads what people wrote freely before it is sent (`docs/runbook.md`). */
export interface SubjectAccess {
  askedFor: string
  readBeforeSending: string[]
  /** Those of which the person is the main visitor, or the professional. */
  visits: Told[]
  /** Answers not sent yet, by page. */
  drafts: Told[]
  alerts: Told[]
  professionals: Told[]
  /** Lists of official visits that the person lets colleagues see, or is let see. */
  shares: Told[]
  privacyRequests: Told[]
}

const warning = [
  'Check who asks: an e-mail address or a number may be shared, and each visit names its own main visitor.',
  'Texts of support, messages, notes, flags and requests may tell of other people: take that out.',
]

/** Pages of a journey on which people tell of themselves, or of nobody. */
const ownPages = [
  'prison',
  'your-details',
  'contact-details',
  'support',
  'first-choice',
  'second-choice',
  'third-choice',
  'purpose',
  'way',
  'items',
  'case',
  'urgent',
]

interface Subject {
  email: string | null
  mobile: string | null
  /** A visit without an address stands for itself. */
  visitId: number | null
}

const nobody: Subject = { email: null, mobile: null, visitId: null }

async function findSubject(db: Database, asked: string): Promise<Subject> {
  if (asked.includes('@')) return { ...nobody, email: asked }
  const reference = parseReference(asked)
  if (!reference) return { ...nobody, mobile: parseMobile(asked) ?? null }
  const [found] = await query<Omit<Subject, 'mobile'>>(
    db,
    `select coalesce(professionals.email, visits.email) as email, id as "visitId"
     from visits left join official_visits on visit_id = id
       left join professionals on person_id = professional_id
     where reference = :reference and forgotten_at is null
     union all select email, null from privacy_requests where reference = :reference`,
    { reference },
  )
  return { ...nobody, ...found }
}

async function findVisits(db: Database, { email, mobile, visitId }: Subject): Promise<number[]> {
  const rows = await query<{ id: number }>(
    db,
    `select visits.id from places join visits on visits.place_id = places.id
     where lower(visits.email) collate "C" = lower(:email)
     union select id from visits where mobile = :mobile
     union select visit_id from official_visits join professionals on person_id = professional_id
       where lower(professionals.email) = lower(:email)
     union select cast(:visitId as integer) where cast(:visitId as integer) is not null`,
    { email, mobile, visitId },
  )
  return rows.map(({ id }) => id)
}

const drafts = `
  select journey, created_at as "createdAt", last_used_at as "lastUsedAt",
    (select json_object_agg(key, value) from jsonb_each(answers) where key = any(:ownPages)) as answers
  from drafts
  where lower(trim(answers -> 'contact-details' ->> 'email')) = lower(:email) or changes_visit_id = any(:ids)
    or owner in (select cast(person_id as text) from professionals where lower(email) = lower(:email))
  order by created_at`

const alerts = `
  select places.name as prison, visit_type as "visitType", language, place_alerts.email, mobile,
    first_date as "firstDate", last_date as "lastDate", asked_at as "askedAt", ended_at as "endedAt",
    coalesce((
      select json_agg(json_build_object('kind', kind, 'channel', channel, 'state', state, 'queuedAt', queued_at,
        'sentAt', sent_at) order by queued_at, id)
      from notifications where alert_id = place_alerts.id), '[]') as messages
  from place_alerts join places on places.id = place_id
  where lower(place_alerts.email) = lower(:email)
    or mobile = :mobile or mobile in (select mobile from visits where id = any(:ids))
  order by asked_at`

const privacyRequests = `
  select reference, kind, language, name, email, visit_reference as "visitReference", words,
    received_at as "receivedAt", acknowledge_by as "acknowledgeBy", acknowledged_at as "acknowledgedAt",
    answered_at as "answeredAt"
  from privacy_requests where lower(email) = lower(:email) order by received_at`

/** What is held about whoever has that address or mobile number, or is the main visitor of the visit with that reference. */
export async function readSubjectAccess(db: Database, asked: string): Promise<SubjectAccess> {
  const subject = await findSubject(db, asked.trim())
  const ids = await findVisits(db, subject)
  const { email, mobile } = subject
  return {
    askedFor: asked,
    readBeforeSending: warning,
    visits: await readSubjectVisits(db, ids),
    drafts: await query(db, drafts, { email, ids, ownPages }),
    alerts: await query(db, alerts, { email, mobile, ids }),
    ...(await readSubjectProfessional(db, email)),
    privacyRequests: await query(db, privacyRequests, { email }),
  }
}
