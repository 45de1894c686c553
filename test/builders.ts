/** Visits for tests, made through the real actions; everything in them is invented and fixed unless a test says so. */
import { randomBytes, randomUUID } from 'node:crypto'
import { decideVisit } from '../src/actions/decideVisit.ts'
import { requestVisit } from '../src/actions/requestVisit.ts'
import type { VisitRequest } from '../src/actions/requestVisit.ts'
import { addDays } from '../src/domain/dates.ts'
import type { DecisionForm } from '../src/domain/decision.ts'
import type { OfficialDetails } from '../src/domain/officialVisit.ts'
import type { OfficialVisitor } from '../src/domain/party.ts'
import type { VisitType } from '../src/domain/slots.ts'
import { firstBookableDate, rulesFor } from '../src/domain/workingDays.ts'
import { query } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import { rememberPerson } from '../src/store/people.ts'
import type { Place } from '../src/store/places.ts'
import { placeFields } from '../src/store/places.ts'
import { slotFields } from '../src/store/slots.ts'
import type { Slot } from '../src/store/slots.ts'
import { readVisit } from '../src/store/visits.ts'
import type { Visit } from '../src/store/visits.ts'
import { clock } from './clock.ts'
import { emptyTables } from './emptyTables.ts'

export const gwen = { firstName: 'Gwen', lastName: 'Example', dateOfBirth: '1985-06-15' }
export const child = { firstName: 'Tomos', lastName: 'Example', dateOfBirth: '2018-02-28' }
export const otherAdult = { firstName: 'Alun', lastName: 'Sample', dateOfBirth: '1960-01-31' }
export const prisonerSample = { firstName: 'Dewi', lastName: 'Test', dateOfBirth: '1980-10-20' }

export async function aPlace(db: Database, slug = 'leeds'): Promise<Place> {
  const [place] = await query<Place>(db, `select ${placeFields} from places where slug = :slug`, { slug })
  if (!place) throw new Error(`No place ${slug}`)
  return place
}

/** Bookable slots of a place and type, in order; for an urgent request those from tomorrow on. */
export async function bookableSlots(
  db: Database,
  slug = 'leeds',
  visitType: VisitType = 'social',
  isUrgent = false,
): Promise<Slot[]> {
  const place = await aPlace(db, slug)
  const today = clock.now().toISOString().slice(0, 10)
  const from = isUrgent ? addDays(today, 1) : firstBookableDate(today, rulesFor(place, visitType))
  return query<Slot>(
    db,
    `select ${slotFields} from slots
     where place_id = :id and visit_type = :visitType and date between :from and :to order by starts_at, id`,
    { id: place.id, visitType, from, to: addDays(from, 60) },
  )
}

/** Gives the id of a bookable slot of a place by its index, from the end when negative; throws when there is no such slot. */
export async function slotIdAt(db: Database, slug = 'leeds'): Promise<(index: number) => number> {
  const slots = await bookableSlots(db, slug)
  return (index) => {
    const slot = slots.at(index)
    if (!slot) throw new Error(`No slot ${index} of ${slug}, which has ${slots.length}`)
    return slot.id
  }
}

/** A request as the journey makes it, for the first bookable slots of the place. */
export async function aVisitRequest(
  db: Database,
  {
    slug = 'leeds',
    choices = 1,
    ...overrides
  }: Partial<VisitRequest> & { slug?: string; choices?: number } = {},
): Promise<VisitRequest> {
  const isUrgent = Boolean(overrides.official?.urgentReason)
  const slots = await bookableSlots(db, slug, overrides.visitType, isUrgent)
  return {
    placeId: (await aPlace(db, slug)).id,
    visitType: 'social',
    channel: 'online',
    language: 'en',
    draftId: randomUUID(),
    prisonNumber: 'A1234BC',
    prisoner: prisonerSample,
    party: [gwen],
    slotIds: slots.slice(0, choices).map(({ id }) => id),
    email: 'gwen@example.org',
    mobile: null,
    wantsTexts: false,
    support: {},
    actor: { kind: 'visitor' },
    ...overrides,
  }
}

/** A visit that was just asked for. */
export async function aRequest(
  db: Database,
  overrides: Parameters<typeof aVisitRequest>[1] = {},
): Promise<Visit> {
  const outcome = await requestVisit(db, await aVisitRequest(db, overrides), {
    now: clock.now(),
    randomBytes,
  })
  if ('refused' in outcome) throw new Error(`The request was refused: ${outcome.refused}`)
  return mustRead(db, outcome.visitId)
}

export async function mustRead(db: Database, id: number): Promise<Visit> {
  const visit = await readVisit(db, id)
  if (!visit) throw new Error(`No visit ${id}`)
  return visit
}

/** A clerk known to the database; gives the person's id. */
export const aClerk = (db: Database, subject = 'clerk'): Promise<string> =>
  rememberPerson(db, {
    issuer: 'https://sign-in.example.org',
    subject,
    name: `The ${subject}`,
    now: clock.now(),
  })

export const solicitor: OfficialVisitor = {
  kind: 'official_visitor',
  firstName: 'Sioned',
  lastName: 'Sample',
}

/** A professional who has filled in the profile, verified for a year unless told; gives the person's id. */
export async function aProfessional(
  db: Database,
  { subject = 'solicitor', name = 'Sioned Sample', isVerified = true } = {},
): Promise<string> {
  const personId = await rememberPerson(db, {
    issuer: 'https://one-login.example.org',
    subject,
    name: `${subject}@example.org`,
    now: clock.now(),
  })
  await query(
    db,
    `insert into professionals (person_id, name, email, organisation, role, phone)
     values (:personId, :name, :email, 'Sample & Co', 'Solicitor', '01632 960001') on conflict do nothing`,
    { personId, name, email: `${subject}@example.org` },
  )
  if (!isVerified) return personId
  await query(
    db,
    `update professionals set verified_at = :now, verified_by = :manager,
       verified_until = cast(:now as timestamptz) + interval '1 year'
     where person_id = :personId`,
    { personId, now: clock.now(), manager: await aClerk(db, 'manager') },
  )
  return personId
}

/** A request for an official visit as the journey makes it, in person at Leeds unless told, which confirms nothing at once. */
export async function anOfficialVisitRequest(
  db: Database,
  {
    professionalId,
    official = {},
    ...overrides
  }: Omit<NonNullable<Parameters<typeof aVisitRequest>[1]>, 'official'> & {
    professionalId?: string
    official?: Partial<OfficialDetails>
  } = {},
): Promise<VisitRequest> {
  const personId = professionalId ?? (await aProfessional(db))
  return aVisitRequest(db, {
    visitType: 'official_in_person',
    party: [solicitor],
    email: 'solicitor@example.org',
    actor: { kind: 'professional', personId },
    official: {
      professionalId: personId,
      purpose: 'legal_adviser',
      organisation: 'Sample & Co',
      items: [],
      itemsDetails: '',
      caseReference: '',
      courtDate: null,
      urgentReason: '',
      ...official,
    },
    ...overrides,
  })
}

/** An official visit that was just asked for. */
export async function anOfficialRequest(
  db: Database,
  overrides: Parameters<typeof anOfficialVisitRequest>[1] = {},
): Promise<Visit> {
  const asked = await anOfficialVisitRequest(db, overrides)
  const outcome = await requestVisit(db, asked, { now: clock.now(), randomBytes })
  if ('refused' in outcome) throw new Error(`The request was refused: ${outcome.refused}`)
  return mustRead(db, outcome.visitId)
}

/** The decision form as a clerk sends it when all is well. */
export const aDecision = (overrides: Partial<DecisionForm> = {}): DecisionForm => ({
  decision: 'choice1',
  closedVisit: false,
  visitors: [{ outcome: 'can_visit', bannedUntil: null }],
  reasons: [],
  allowanceRenewsOn: null,
  otherReason: '',
  bookingReference: '',
  message: '',
  ...overrides,
})

/** A visit that a clerk has decided. */
export async function aDecidedVisit(
  db: Database,
  form: Partial<DecisionForm> = {},
  overrides: Parameters<typeof aVisitRequest>[1] = {},
): Promise<Visit> {
  const visit = await aRequest(db, overrides)
  const personId = await aClerk(db)
  const visitors = visit.party.map(() => ({ outcome: 'can_visit' as const, bannedUntil: null }))
  const asked = {
    visitId: visit.id,
    version: visit.version,
    personId,
    form: aDecision({ visitors, ...form }),
  }
  const outcome = await decideVisit(db, asked, clock.now())
  if ('refused' in outcome) throw new Error(`The decision was refused: ${String(outcome.refused)}`)
  return mustRead(db, visit.id)
}

/** Forgets all visits of a test database and puts its slots back, so that tests of one file do not meet. */
export async function forgetVisits(owner: Database): Promise<void> {
  await emptyTables(
    owner,
    'visits place_alerts privacy_requests drafts sessions rate_limits graphile_worker._private_jobs',
  )
  await owner.raw(
    `update slots set booked = 0, held = 0, wanted = kept.wanted, date = kept.date, starts_at = kept.starts_at,
       ends_at = kept.ends_at
     from pristine.slots as kept
     where kept.id = slots.id and (slots.wanted, slots.booked, slots.held, slots.starts_at, slots.ends_at)
       is distinct from (kept.wanted, kept.booked, kept.held, kept.starts_at, kept.ends_at)`,
  )
}

/** Forgets all visits, and every change of a place, its timetable and its slots. */
export async function forgetChanges(owner: Database): Promise<void> {
  await forgetVisits(owner)
  await emptyTables(owner, 'place_events timetable_times timetable_exceptions closures')
  await owner.raw('delete from slots where id in (select id from slots except select id from pristine.slots)')
  for (const table of ['timetable_times', 'timetable_exceptions', 'closures']) {
    await owner.raw(`insert into ${table} overriding system value select * from pristine.${table}`)
  }
  await owner.raw(
    `insert into slots overriding system value select * from pristine.slots
     where id in (select id from pristine.slots except select id from slots)`,
  )
  await owner.raw(
    `update places set (bookable, not_bookable_reason, adult_age, lead_days, booking_window_days, works_weekends,
       official_lead_days, official_instant, address, postcode, phone, email, reply_to, visitor_text, visitor_text_cy,
       timetable_version, settings_version, wants_cancellations, wants_digest)
     = (kept.bookable, kept.not_bookable_reason, kept.adult_age, kept.lead_days, kept.booking_window_days,
       kept.works_weekends, kept.official_lead_days, kept.official_instant, kept.address, kept.postcode, kept.phone,
       kept.email, kept.reply_to, kept.visitor_text, kept.visitor_text_cy, kept.timetable_version,
       kept.settings_version, kept.wants_cancellations, kept.wants_digest)
     from pristine.places as kept where kept.id = places.id`,
  )
}
