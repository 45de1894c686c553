/** Official visits for tests, made through the real actions; everything in them is invented and fixed unless a test says so. */
import { randomBytes, randomUUID } from 'node:crypto'
import { decideVisit } from '../src/actions/decideVisit.ts'
import { requestVisit } from '../src/actions/requestVisit.ts'
import type { VisitRequest } from '../src/actions/requestVisit.ts'
import { addDays } from '../src/domain/dates.ts'
import type { DecisionForm } from '../src/domain/decision.ts'
import type { OfficialDetails } from '../src/domain/officialVisit.ts'
import type { VisitType } from '../src/domain/slots.ts'
import { firstBookableDate, rulesFor } from '../src/domain/workingDays.ts'
import { query } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import { rememberPerson } from '../src/store/people.ts'
import { slotFields } from '../src/store/slots.ts'
import type { Slot } from '../src/store/slots.ts'
import type { Visit } from '../src/store/visits.ts'
import { aClerk, aDecision, aPlace, mustRead, prisonerSample } from './builders.ts'
import { clock } from './clock.ts'

export const sol = { kind: 'official_visitor', firstName: 'Sol', lastName: 'Licitor' } as const
export const una = { kind: 'interpreter', firstName: 'Una', lastName: 'Interpreter' } as const

export interface Profile {
  name: string
  email: string
  organisation: string
  role: string
  bodyNumber: string
  phone: string
  language: 'en' | 'cy'
}

/** Somebody who has signed in as a professional and told who they are; gives the person's id. */
export async function aProfessional(db: Database, profile: Partial<Profile> = {}): Promise<string> {
  const told: Profile = {
    name: 'Sol Licitor',
    email: 'sol@example.org',
    organisation: 'Example Legal',
    role: 'Solicitor',
    bodyNumber: 'SRA 123456',
    phone: '01632 960900',
    language: 'en',
    ...profile,
  }
  const personId = await rememberPerson(db, {
    issuer: 'https://one.example.org',
    subject: told.email,
    name: told.name,
    now: clock.now(),
  })
  await query(
    db,
    `insert into professionals (person_id, name, email, organisation, role, body_number, phone, language)
     values (:personId, :name, :email, :organisation, :role, :bodyNumber, :phone, :language)
     on conflict (person_id) do nothing`,
    { personId, ...told },
  )
  return personId
}

/** Bookable slots of a type at a place, in order. */
export async function officialSlots(
  db: Database,
  visitType: VisitType = 'official_in_person',
  slug = 'leeds',
): Promise<Slot[]> {
  const place = await aPlace(db, slug)
  const from = firstBookableDate(clock.now().toISOString().slice(0, 10), rulesFor(place, visitType))
  return query<Slot>(
    db,
    `select ${slotFields} from slots
     where place_id = :id and visit_type = :visitType and date between :from and :to order by starts_at, id`,
    { id: place.id, visitType, from, to: addDays(from, place.bookingWindowDays - 7) },
  )
}

type Overrides = Partial<Omit<VisitRequest, 'official'>> & {
  slug?: string
  choices?: number
  official?: Partial<OfficialDetails>
}

/** An official visit that was just asked for. */
export async function anOfficialRequest(
  db: Database,
  { slug = 'leeds', choices = 1, official = {}, ...overrides }: Overrides = {},
): Promise<Visit> {
  const visitType = overrides.visitType ?? 'official_in_person'
  const professionalId = official.professionalId ?? (await aProfessional(db))
  const slots = await officialSlots(db, visitType, slug)
  const asked: VisitRequest = {
    placeId: (await aPlace(db, slug)).id,
    visitType,
    channel: 'online',
    language: 'en',
    draftId: randomUUID(),
    prisonNumber: 'A1234BC',
    prisoner: prisonerSample,
    party: [sol],
    slotIds: slots.slice(0, choices).map(({ id }) => id),
    email: 'sol@example.org',
    mobile: null,
    wantsTexts: false,
    support: {},
    actor: { kind: 'visitor' },
    ...overrides,
    official: {
      professionalId,
      purpose: 'legal_adviser',
      organisation: 'Example Legal',
      items: [],
      itemsDetails: '',
      caseReference: '',
      courtDate: null,
      urgentReason: '',
      ...official,
    },
  }
  const outcome = await requestVisit(db, asked, { now: clock.now(), randomBytes })
  if ('refused' in outcome) throw new Error(`The request was refused: ${outcome.refused}`)
  return mustRead(db, outcome.visitId)
}

/** An official visit that a clerk has decided. */
export async function aDecidedOfficial(
  db: Database,
  form: Partial<DecisionForm> = {},
  overrides: Overrides = {},
): Promise<Visit> {
  const visit = await anOfficialRequest(db, overrides)
  const visitors = visit.party.map(() => ({ outcome: 'can_visit' as const, bannedUntil: null }))
  const asked = { visitId: visit.id, version: visit.version, personId: await aClerk(db) }
  const outcome = await decideVisit(db, { ...asked, form: aDecision({ visitors, ...form }) }, clock.now())
  if ('refused' in outcome) throw new Error(`The decision was refused: ${String(outcome.refused)}`)
  return mustRead(db, visit.id)
}
