/** Pages as the service renders them, made from invented facts without any database. */
import type { Response } from 'express'
import { showAnswers } from '../../src/booking/checkAnswers.ts'
import type { BookingFacts } from '../../src/booking/facts.ts'
import { publicJourney } from '../../src/booking/journeys.ts'
import { presentVisit } from '../../src/booking/presentVisit.ts'
import { firstChoice } from '../../src/booking/steps/choices.ts'
import { contactDetails } from '../../src/booking/steps/contactDetails.ts'
import { prisoner } from '../../src/booking/steps/prisoner.ts'
import { formErrors } from '../../src/journey/formErrors.ts'
import type { Problem, Typed } from '../../src/journey/form.ts'
import type { Step, TypedPages } from '../../src/journey/step.ts'
import { walk } from '../../src/journey/walk.ts'
import type { FormProblem } from '../../src/staff/visit/decisionForm.ts'
import { decisionView } from '../../src/staff/visit/decisionView.ts'
import { noFilter } from '../../src/staff/requests/requestQuery.ts'
import { requestsPage } from '../../src/staff/requests/showRequests.ts'
import { visitPage } from '../../src/staff/visit/visitPage.ts'
import type { RequestRow } from '../../src/store/requests.ts'
import type { Slot } from '../../src/store/slots.ts'
import type { Visit } from '../../src/store/visits.ts'
import { translator } from '../../src/text/translate.ts'
import type { Language } from '../../src/text/translate.ts'
import { printed, printedResult } from '../../src/views/printed.ts'
import { samplePlace } from '../samplePlace.ts'

/** What the texts of a page may be. */
export interface Said {
  language: Language
  /** The next of the texts that people typed; repeated for ever. */
  next: () => string
}

export interface Page {
  view: string
  data: object
}

/** The globals of a renderer of these pages. */
export const globals = {
  phase: 'beta',
  asset: (name: string) => `/assets/${name}`,
  assetUrl: 'http://localhost/assets',
}

const today = '2026-11-18'
const now = new Date(`${today}T10:00:00Z`)
const draftId = '0b3c9f1e-8f7a-4a55-9d4e-0123456789ab'
const addressOf = (page: string) => `/book/${draftId}/${page}`

const place = samplePlace

/** Two a day from 24 November on. */
const slots: Slot[] = Array.from({ length: 40 }, (_, index) => {
  const day = new Date(Date.UTC(2026, 10, 24 + Math.floor(index / 2))).toISOString().slice(0, 10)
  const hour = index % 2 === 0 ? 10 : 14
  const at = (hours: number) => new Date(`${day}T${hours}:00:00Z`)
  const counted = { wanted: 5, booked: index % 7 === 3 ? 5 : 2, held: 0 }
  const times = { date: day, startsAt: at(hour), endsAt: at(hour + 2) }
  return { id: 1000 + index, placeId: 1, visitType: 'social', ...times, ...counted }
})

const facts: BookingFacts = { now, today, places: [place], place, slots }

const typedPerson = {
  firstName: 'Gwen',
  lastName: 'Example',
  'dateOfBirth-day': '15',
  'dateOfBirth-month': '6',
  'dateOfBirth-year': '1985',
}

const typedPages: TypedPages = {
  prison: { prison: 'sample' },
  prisoner: { ...typedPerson, prisonNumber: 'A1234BC' },
  'your-details': typedPerson,
  'other-visitors': { another: 'no', people: [] },
  'first-choice': { slot: '1000' },
  'second-choice': { slot: '1001' },
  'third-choice': { slot: '1002' },
  support: {},
  'contact-details': { email: 'gwen@example.org' },
}

const localsOf = (language: Language) => ({
  t: translator(language).text,
  content: translator(language).content,
  lang: language,
  csrfToken: printedResult(() => 'f00ba7'.repeat(10)),
})

/** A page of the journey, as its router renders it. */
function question(step: Step<unknown, BookingFacts>, language: Language, typed: Typed, problems: Problem[]) {
  const words = translator(language)
  const { answers } = walk(publicJourney, typedPages, facts)
  const prefix = `book.${step.slug}`
  const data = {
    ...localsOf(language),
    ...step.show(answers, facts, words, typed),
    prefix,
    typed: step.shown(typed),
    errors: problems.length > 0 ? formErrors(problems, prefix, words, step.controls) : undefined,
    back: printed(addressOf('prison')),
    address: printed(addressOf(step.slug)),
    draft: printed(draftId),
  }
  return { view: `book/${step.slug}`, data }
}

const typedBy = (controls: string[], next: () => string): Typed =>
  Object.fromEntries(controls.map((name) => [name, next()]))

export const questionPage = ({ language, next }: Said): Page =>
  question(prisoner, language, typedBy(prisoner.controls, next), [])

export function questionPageWithErrors({ language, next }: Said): Page {
  const step = contactDetails as Step<unknown, BookingFacts>
  const typed = { ...typedBy(step.controls, next), texts: ['yes', next()] }
  const problems = [
    { field: 'email', problem: 'wrongFormat' },
    { field: 'mobile', problem: 'neededForTexts' },
  ]
  return question(step, language, typed, problems)
}

/** Forty times, and an error when what is sent is none of them. */
export const slotsPage = ({ language, next }: Said): Page =>
  question(firstChoice, language, { slot: next() }, [
    { field: 'slot', problem: 'missing' },
  ])

export const fortySlots = ({ language }: Said): Page =>
  question(firstChoice, language, { slot: '1004' }, [])

/** Check answers, with names that our own rules did not tidy. */
export function checkAnswersPage({ language, next }: Said): Page {
  const reached = walk(publicJourney, typedPages, facts)
  const person = () => ({ firstName: next(), lastName: next(), dateOfBirth: '1985-06-15' })
  const answers = {
    ...reached.answers,
    prisoner: { ...person(), prisonNumber: next() },
    'your-details': person(),
    'other-visitors': { another: 'no', people: [person(), person()] },
    'contact-details': { email: next(), mobile: next(), texts: ['yes'] },
  }
  let page: Page = { view: '', data: {} }
  const response = {
    locals: { translator: translator(language) },
    render(view: string, data: object) {
      page = { view, data: { ...localsOf(language), ...data } }
    },
  }
  const draft = { id: draftId, typed: typedPages, facts, visitId: undefined }
  showAnswers(response as unknown as Response, { draft, walk: { ...reached, answers } }, { of: addressOf })
  return page
}

export const startPage = ({ language }: Said): Page => ({ view: 'pages/start', data: localsOf(language) })

function visitOf(next: () => string, overrides: Partial<Visit>): Visit {
  const person = () => ({ firstName: next(), lastName: next(), dateOfBirth: '1985-06-15' })
  const visitor = () => ({ ...person(), outcome: null, bannedUntil: null })
  return {
    id: 7,
    reference: 'ZZ99 XX88',
    visitType: 'social',
    status: 'requested',
    version: 1,
    channel: 'online',
    language: 'en',
    prisonNumber: next(),
    prisoner: person(),
    email: next(),
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
    place,
    party: [visitor(), { ...visitor(), outcome: 'banned', bannedUntil: '2027-01-31' }],
    choices: slots.slice(0, 3).map((slot, index) => ({ rank: index + 1, slot })),
    slot: null,
    ...overrides,
  }
}

/** What a visitor sees of a visit: booked, or rejected for a reason in a clerk's words. */
export function visitorsPage({ language, next }: Said, status: 'booked' | 'rejected'): Page {
  const visit = visitOf(next, {
    status,
    slot: status === 'booked' ? (slots[0] ?? null) : null,
    rejectionReasons: status === 'rejected' ? ['no_allowance', 'other'] : [],
  })
  const data = { ...localsOf(language), ...presentVisit(visit, translator(language), now) }
  return { view: 'visits/visit', data }
}

const staffLocals = ({ next }: Said) => ({
  ...localsOf('en'),
  signedIn: { name: printed(next()), roles: ['clerk'] },
})

/** The page of a requested visit in the staff area, with a form that was not taken. */
export function decisionPage(said: Said): Page {
  const { next } = said
  const visit = visitOf(next, {})
  const all = {
    visit,
    clashes: [{ slotId: 1000, reference: 'AA11 BB22' }],
    duplicates: [],
    events: [],
    notifications: [],
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
  const data = { ...staffLocals(said), ...visitPage(all, now), ...decisionView(visit, typed, problems) }
  return { view: 'staff/visit', data }
}

/** A full page of requests. */
export function requestsListPage(said: Said): Page {
  const rows = Array.from({ length: 25 }, (_, index): RequestRow => {
    const names = { firstName: said.next(), lastName: said.next(), prisonNumber: said.next() }
    const time = { startsAt: slots[0]?.startsAt ?? now, endsAt: slots[0]?.endsAt ?? now }
    const answerBy = index < 5 ? '2026-11-17' : '2026-11-25'
    const facts = { reference: `ZZ99 XX${index}`, placeName: 'Sample', people: 3, requestedAt: now }
    return { ...names, ...time, ...facts, answerBy, lookedAtBy: index === 0 ? [said.next()] : [] }
  })
  const list = { rows, total: 60, page: 2, pages: 3 }
  const query = { ...noFilter, page: 2, date: said.next() }
  const data = requestsPage(list, { query, places: [{ slug: 'sample', name: 'Sample' }], today })
  return { view: 'staff/requests', data: { ...staffLocals(said), ...data } }
}
