// A visit as the store reads it, for messages that need no database.
import { londonInstant } from '../../src/domain/dates.ts'
import type { Person } from '../../src/domain/party.ts'
import type { OfficialVisit } from '../../src/store/officialVisits.ts'
import type { Slot } from '../../src/store/slots.ts'
import type { Visit, Visitor } from '../../src/store/visits.ts'
import { samplePlace } from '../samplePlace.ts'

export const aSlot = (date: string, id = 1): Slot => ({
  id,
  placeId: 1,
  visitType: 'social',
  date,
  startsAt: londonInstant(date, '14:00'),
  endsAt: londonInstant(date, '16:00'),
  wanted: 5,
  booked: 0,
  held: 1,
})

export const aVisitor = (overrides: Partial<Visitor & Person> = {}): Visitor => ({
  firstName: 'Gwen',
  lastName: 'Example',
  dateOfBirth: '1985-06-15',
  outcome: null,
  bannedUntil: null,
  ...overrides,
})

/** What makes it an official one, in person. */
export const anOfficial = (overrides: Partial<OfficialVisit> = {}) => ({
  visitType: 'official_in_person' as const,
  email: 'solicitor@example.org',
  party: [
    { kind: 'official_visitor', firstName: 'Sioned', lastName: 'Sample', outcome: null, bannedUntil: null },
  ] satisfies Visitor[],
  official: {
    professionalId: 'f0',
    professionalName: 'Sioned Sample',
    purpose: 'legal_adviser',
    organisation: 'Sample & Co',
    items: ['papers', 'laptop'],
    itemsDetails: '',
    itemsApproved: null,
    caseReference: 'T20261234',
    courtDate: null,
    urgentReason: '',
    joiningDetails: '',
    ...overrides,
  } satisfies OfficialVisit,
})

export const theVisit = (overrides: Partial<Visit> = {}): Visit => ({
  id: 1,
  reference: '7KX2M9QD',
  visitType: 'social',
  status: 'requested',
  urgent: false,
  version: 1,
  channel: 'online',
  language: 'en',
  prisonNumber: 'A1234BC',
  prisoner: { firstName: 'Dewi', lastName: 'Inside', dateOfBirth: '1980-10-20' },
  email: 'gwen@example.org',
  postalAddress: null,
  mobile: null,
  wantsTexts: false,
  support: {},
  requestedAt: new Date('2026-11-18T10:00:00Z'),
  answerBy: '2026-11-23',
  expiresOn: '2026-12-05',
  heldSlotId: 1,
  closedVisit: false,
  bookingReference: '',
  messageToVisitor: '',
  rejectionReasons: [],
  allowanceRenewsOn: null,
  rejectionText: '',
  cancelledBy: null,
  cancellationReasons: [],
  cancellationText: '',
  place: {
    ...samplePlace,
    slug: 'cardiff',
    code: 'CFI',
    name: 'Cardiff',
    nameCy: 'Caerdydd',
    address: '',
    postcode: '',
    phone: '01632 960200',
    email: 'visits.cardiff@example.org',
  },
  official: null,
  party: [aVisitor()],
  choices: [
    { rank: 1, slot: aSlot('2026-12-04') },
    { rank: 2, slot: aSlot('2026-12-05', 2) },
  ],
  slot: null,
  ...overrides,
})
