/** Pages about one visit, for visitors and for staff, made from invented facts without any database. */
import { presentVisit } from '../../src/booking/visit/presentVisit.ts'
import { ownLinks } from '../../src/booking/visit/ownLinks.ts'
import { cancellationReasons } from '../../src/domain/visit.ts'
import { actionView } from '../../src/staff/visit/actionPage.ts'
import { attendanceView } from '../../src/staff/visit/attendanceForm.ts'
import { cancellation } from '../../src/staff/visit/cancellationForm.ts'
import { longest } from '../../src/staff/visit/decisionForm.ts'
import type { FormProblem } from '../../src/staff/visit/decisionForm.ts'
import { decisionView } from '../../src/staff/visit/decisionView.ts'
import { daysOf, moveForm } from '../../src/staff/visit/move.ts'
import { noteView } from '../../src/staff/visit/noteForm.ts'
import { outcomeRows } from '../../src/staff/visit/outcome.ts'
import { visitActions } from '../../src/staff/visit/visitActions.ts'
import { visitPage } from '../../src/staff/visit/visitPage.ts'
import { visitStory } from '../../src/staff/visit/visitStory.ts'
import type { EventName, VisitEvent } from '../../src/store/events.ts'
import type { Visit } from '../../src/store/visits.ts'
import { translator } from '../../src/text/translate.ts'
import { localsOf, now, place, slots, staffLocals, today, typedBy } from './sampleFacts.ts'
import type { Page, Said } from './sampleFacts.ts'

export function visitOf(next: () => string, overrides: Partial<Visit>): Visit {
  const person = () => ({ firstName: next(), lastName: next(), dateOfBirth: '1985-06-15' })
  const visitor = () => ({ ...person(), outcome: null, bannedUntil: null })
  return {
    id: 7,
    reference: 'ZZ99 XX88',
    visitType: 'social',
    status: 'requested',
    urgent: false,
    version: 1,
    channel: 'online',
    language: 'en',
    prisonNumber: next(),
    prisoner: person(),
    email: next(),
    postalAddress: { name: next(), lines: [next(), next()], postcode: 'LS1 1AA' },
    mobile: next(),
    wantsTexts: true,
    support: { wheelchair: true, other: next() },
    requestedAt: now,
    answerBy: '2026-11-20',
    expiresOn: '2026-12-20',
    heldSlotId: 1000,
    closedVisit: true,
    bookingReference: next(),
    messageToVisitor: next(),
    rejectionReasons: [],
    allowanceRenewsOn: null,
    rejectionText: next(),
    cancelledBy: null,
    cancellationReasons: [],
    cancellationText: next(),
    place: { ...place, visitorText: next() },
    official: null,
    party: [visitor(), { ...visitor(), outcome: 'banned', bannedUntil: '2027-01-31' }],
    choices: slots.slice(0, 3).map((slot, index) => ({ rank: index + 1, slot })),
    slot: null,
    ...overrides,
  }
}

const eventOf = (what: EventName, next: () => string, details: Record<string, unknown> = {}): VisitEvent => ({
  id: 1,
  at: now,
  what,
  actor: 'staff',
  personId: 'f0',
  personName: next(),
  details,
  text: next(),
})

const [firstSlot = null] = slots
const moveDetails = { slotId: 1000, from: { slotId: 1, date: today, startsAt: now, endsAt: now } }

const changed: Record<string, [Partial<Visit>, EventName]> = {
  booked: [{ slot: firstSlot }, 'moved'],
  requested: [{}, 'undone'],
  rejected: [{ rejectionReasons: ['no_allowance', 'other'] }, 'rejected'],
  cancelled: [
    { slot: firstSlot, cancelledBy: 'prison', cancellationReasons: ['child_protection', 'other'] },
    'cancelled',
  ],
}

const changedVisit = (next: () => string, status: keyof typeof changed) => {
  const [overrides, what] = changed[status] ?? [{}, 'requested']
  const visit = visitOf(next, { status: status as Visit['status'], ...overrides })
  return { visit, events: [eventOf('message_sent', next), eventOf(what, next, moveDetails)] }
}

/** What a visitor sees of a visit: booked and moved, asked for again, or ended for a reason in a clerk's words. */
export function visitorsPage(
  { language, next }: Said,
  status: 'booked' | 'requested' | 'rejected' | 'cancelled',
): Page {
  const { visit, events } = changedVisit(next, status)
  const page = presentVisit(visit, events, translator(language), now)
  const data = { ...localsOf(language), ...page, ...ownLinks(visit, '/visits/s3cret', now), changed: 'support' }
  return { view: 'visits/visit', data }
}

/** The page of a requested visit in the staff area, with a form that was not taken. */
export function decisionPage(said: Said): Page {
  const { next } = said
  const visit = visitOf(next, {})
  const all = {
    visit,
    clashes: [{ slotId: 1000, reference: 'AA11 BB22' }],
    duplicates: [],
    viewers: [next()],
  }
  const typed = {
    decision: 'reject',
    reasons: ['other', next()],
    'visitor-0': next(),
    'bannedUntil-1-day': next(),
    otherReason: next(),
    bookingReference: next(),
    message: next(),
    version: next(),
  }
  const problems: FormProblem[] = [
    { field: 'visitor-1', problem: 'visitor.missing', controls: ['visitor-1'] },
    { field: 'otherReason', problem: 'otherReason.tooLong', controls: ['otherReason'] },
  ]
  const data = {
    ...staffLocals(said),
    ...visitPage(all, now),
    ...storyOf(next, visit, []),
    ...decisionView(visit, typed, problems),
    note: noteView(visit),
    actions: [],
  }
  return { view: 'staff/visit', data }
}

/** A message that did not arrive, what staff wrote and what is to be sorted out. */
const storyOf = (next: () => string, visit: Visit, events: VisitEvent[]) =>
  visitStory({
    visit,
    now,
    events,
    notifications: [
      {
        id: next(),
        visitId: visit.id,
        eventId: 1,
        recipient: 'visitor',
        kind: 'prison_message',
        channel: 'email',
        state: 'failed',
        queuedAt: now,
        sentAt: null,
        failure: 'permanent_failure',
      },
    ],
    notes: [{ id: 1, at: now, personName: next(), text: next() }],
    flags: [
      {
        id: 1,
        why: 'slot_closed',
        startsAt: now,
        endsAt: now,
        raisedAt: now,
        raisedBy: next(),
        reason: next(),
      },
    ],
    keptBecause: new Map(events.map(({ id }) => [id, next()])),
  })

/** The page of a booked visit on its day, with a note that was not taken. */
export function bookedVisitPage(said: Said): Page {
  const { next } = said
  const { visit, events } = changedVisit(next, 'booked')
  const who = { personId: 'f0', roles: ['manager' as const] }
  const note = noteView(visit, {
    typed: { note: next() },
    problems: [{ field: 'note', problem: 'tooLong', values: { most: 500 } }],
  })
  const data = {
    ...staffLocals(said),
    ...visitPage({ visit, clashes: [], duplicates: [], viewers: [] }, now),
    ...storyOf(next, visit, events),
    outcome: outcomeRows(visit, events),
    note,
    attendance: attendanceView(visit, firstSlot?.startsAt ?? now),
    actions: visitActions(visit, events, who, now),
    errors: note.errors,
    done: undefined,
  }
  return { view: 'staff/visit', data }
}

/** Cancelling and moving, with forms that were not taken. */
export function actionPage(said: Said, name: 'cancel' | 'move'): Page {
  const { visit } = changedVisit(said.next, 'booked')
  const form = name === 'cancel' ? cancellation : moveForm
  const typed = typedBy(form.controls, said.next)
  const problems = [{ field: name === 'cancel' ? 'reasons' : 'slot', problem: 'missing' }]
  const facts = { reasons: cancellationReasons, days: daysOf(slots, typed), longest }
  const data = { ...staffLocals(said), ...actionView({ name, form }, visit, { typed, problems }), ...facts }
  return { view: `staff/visit/${name}`, data }
}
