/** Pages as the service renders them, made from invented facts without any database. */
import type { Response } from 'express'
import { showAnswers } from '../../src/booking/pages/checkAnswers.ts'
import type { BookingFacts } from '../../src/booking/facts.ts'
import { publicJourney } from '../../src/booking/pages/journeys.ts'
import { firstChoice } from '../../src/booking/steps/choices.ts'
import { contactDetails } from '../../src/booking/steps/contactDetails.ts'
import { prisoner } from '../../src/booking/steps/prisoner.ts'
import { formErrors } from '../../src/journey/formErrors.ts'
import type { Problem, Typed } from '../../src/journey/form.ts'
import type { Step, TypedPages } from '../../src/journey/step.ts'
import { walk } from '../../src/journey/walk.ts'
import { noFilter } from '../../src/staff/requests/requestQuery.ts'
import { requestsPage } from '../../src/staff/requests/showRequests.ts'
import type { RequestRow } from '../../src/store/requests.ts'
import { translator } from '../../src/text/translate.ts'
import type { Language } from '../../src/text/translate.ts'
import { printed } from '../../src/views/printed.ts'
import { localsOf, now, place, slots, staffLocals, today, typedBy } from './sampleFacts.ts'
import type { Page, Said } from './sampleFacts.ts'

const draftId = '0b3c9f1e-8f7a-4a55-9d4e-0123456789ab'
const addressOf = (page: string) => `/book/${draftId}/${page}`

const asking = { visitType: 'social', isUrgent: false, offeredTypes: [] } as const
const facts: BookingFacts = { now, today, places: [place], place, slots, ...asking }

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

/** A page of the journey, as its router renders it. */
function question(step: Step<unknown, BookingFacts>, language: Language, typed: Typed, problems: Problem[]) {
  const words = translator(language)
  const { answers } = walk(publicJourney.list, typedPages, facts)
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
  return { view: `book/${step.view}`, data }
}

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
  const reached = walk(publicJourney.list, typedPages, facts)
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
  const standing = { draft, walk: { ...reached, answers }, address: `/book/${draftId}` }
  showAnswers(response as unknown as Response, standing, { of: addressOf })
  return page
}

export const startPage = ({ language }: Said): Page => ({ view: 'pages/start', data: localsOf(language) })

/** A full page of requests. */
export function requestsListPage(said: Said): Page {
  const rows = Array.from({ length: 25 }, (_, index): RequestRow => {
    const names = { firstName: said.next(), lastName: said.next(), prisonNumber: said.next() }
    const time = { startsAt: slots[0]?.startsAt ?? now, endsAt: slots[0]?.endsAt ?? now }
    const answerBy = index < 5 ? '2026-11-17' : '2026-11-25'
    const facts = { reference: `ZZ99 XX${index}`, placeName: 'Sample', people: 3, requestedAt: now, visitType: 'official_video' as const, urgent: index < 2, lacksJoining: index === 3 }
    return { ...names, ...time, ...facts, isChange: index === 1, answerBy, lookedAtBy: index === 0 ? [said.next()] : [] }
  })
  const list = { rows, total: 60, hasMore: false, page: 2, pages: 3 }
  const query = { ...noFilter, page: 2, date: said.next() }
  const data = requestsPage(list, { query, places: [{ slug: 'sample', name: 'Sample' }], today })
  return { view: 'staff/requests', data: { ...staffLocals(said), ...data } }
}
