/** Pages about a change of a visit, for visitors and for staff, made from invented facts without any database. */
import { socialChange } from '../../src/booking/change/changeKinds.ts'
import { askedRows, givenRows, waitingChange } from '../../src/booking/change/changeRows.ts'
import { presentVisit } from '../../src/booking/visit/presentVisit.ts'
import { changeView } from '../../src/staff/change/changeView.ts'
import { noteView } from '../../src/staff/visit/noteForm.ts'
import { outcomeRows } from '../../src/staff/visit/outcome.ts'
import { visitPage } from '../../src/staff/visit/visitPage.ts'
import { visitStory } from '../../src/staff/visit/visitStory.ts'
import type { VisitChange } from '../../src/store/changes.ts'
import { translator } from '../../src/text/translate.ts'
import { printed } from '../../src/views/printed.ts'
import { localsOf, now, slots, staffLocals } from './sampleFacts.ts'
import type { Page, Said } from './sampleFacts.ts'
import { visitOf } from './sampleVisits.ts'

const person = (next: () => string) => ({
  firstName: next(),
  lastName: next(),
  dateOfBirth: '2015-02-03',
})

function changeOf({ next }: Said) {
  const visit = visitOf(next, { status: 'booked', slot: slots[0] ?? null })
  const change: VisitChange = {
    id: 1,
    visitId: visit.id,
    status: 'requested',
    requestedAt: now,
    answerBy: '2026-11-17',
    expiresOn: '2026-12-01',
    party: [...visit.party.slice(0, 1), person(next)],
    choices: [{ rank: 1, slot: slots[3] ?? slots[0] ?? fail() }],
  }
  return { visit, change }
}

function fail(): never {
  throw new Error('There are no slots')
}

/** A booked visit whose change waits. */
export function waitingPage(said: Said): Page {
  const { visit, change } = changeOf(said)
  const words = translator(said.language)
  const data = {
    ...localsOf(said.language),
    ...presentVisit(visit, [], words, now),
    address: printed('/visits/s3cret'),
    waiting: printed(waitingChange(change, visit, words)),
  }
  return { view: 'visits/visit', data }
}

/** Checking a change before it is sent. */
export function checkChangePage(said: Said): Page {
  const { visit, change } = changeOf(said)
  const words = translator(said.language)
  const chosen = { party: change.party, slots: change.choices.map(({ slot }) => slot) }
  const data = {
    ...localsOf(said.language),
    status: visit.status,
    isBusy: false,
    ...printed({
      changes: askedRows(visit, chosen, words, socialChange).map((row) => ({ ...row, change: '/change/1/other-visitors' })),
      stays: givenRows(visit, words, socialChange),
      place: said.next(),
      answerBy: words.date('2026-11-23'),
      back: '/change/1/first-choice',
      address: '/change/1/check-answers',
    }),
  }
  return { view: 'change/check-answers', data }
}

/** The visit's page in the staff area, with a decision on its change that was not taken. */
export function changeDecisionPage(said: Said): Page {
  const { next } = said
  const { visit, change } = changeOf(said)
  const clashes = [{ slotId: slots[3]?.id ?? 0, reference: 'AA11 BB22' }]
  const typed = { decision: 'refuse', reason: next(), 'visitor-0': next(), 'bannedUntil-1-day': next() }
  const problems = [
    { field: 'reason', problem: 'reason.tooLong', controls: ['reason'] },
    { field: 'visitor-1', problem: 'visitor.missing', controls: ['visitor-1'] },
  ]
  const view = changeView({ visit, change, clashes, now }, { typed, problems })
  const data = {
    ...staffLocals(said),
    ...visitPage({ visit, clashes: [], duplicates: [], viewers: [] }, now),
    ...visitStory({ visit, now, events: [], notifications: [], notes: [], flags: [], keptBecause: new Map() }),
    outcome: outcomeRows(visit, []),
    note: noteView(visit),
    change: view,
    actions: [],
    errors: view.errors,
  }
  return { view: 'staff/visit', data }
}
