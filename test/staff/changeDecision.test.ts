/** A change that a visitor asks for, on the visit's page at the clerk's, and decided there. */
import { findOpenChange } from '../../src/store/changes.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import { eventsOf, messagesOf, setWanted, slotNow, wordsOf } from '../actions/traces.ts'
import { anAskedChange } from '../askedChanges.ts'
import {
  aDecidedVisit,
  aRequest,
  child,
  forgetVisits,
  gwen,
  mustRead,
  otherAdult,
  slotIdAt,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { formFor, pathOf, post } from './actionBrowser.ts'
import { checked, open, signedIn, summaryOf, textOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Agent
let slotAt: (index: number) => number

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  slotAt = await slotIdAt(db)
  clerk = await signedIn(service.url, 'clerk')
})

/** Opens the visit's page and sends the form of its change with some of it changed. */
const decides = async (visit: Visit, typed: Form) =>
  post(clerk, visit, 'change-decision', { ...(await formFor(clerk, visit)), ...typed })

test('the page says what changes: people added, removed, written otherwise, and times with their places', async () => {
  const visit = await aDecidedVisit(db, {}, { party: [gwen, child, otherAdult] })
  await setWanted(db, slotAt(3), 1)
  const renamed = { ...otherAdult, firstName: 'Alan' }
  const newcomer = { firstName: 'Nia', lastName: 'New', dateOfBirth: '2020-05-17' }
  await anAskedChange(db, visit, { others: [renamed, newcomer], slotIds: [slotAt(3), slotAt(4)] })
  const $ = await open(clerk, pathOf(visit))
  expect(textOf($)).toContain('Change asked for')
  expect(textOf($)).toContain('Added: New, Nia, born 17/5/2020, 6 on the day')
  expect(textOf($)).toContain('Removed: Example, Tomos, born 28/2/2018, 8 on the day')
  expect(textOf($)).toContain('Changed: Sample, Alun, born 31/1/1960, 66 on the day. Now: Sample, Alan')
  expect(textOf($)).toContain('Another time, instead of Tuesday 24 November 2026, 14:00 to 15:00')
  expect(textOf($)).toContain('No free placesOne more is held for this change')
  expect($('legend:contains("Your decision on the change")')).toHaveLength(1)
  const radios = $('.govuk-radios__label')
    .toArray()
    .map((label) => $(label).text().trim())
  expect(radios).toEqual(expect.arrayContaining(['Confirm first choice', 'Confirm second choice', 'Refuse']))
  expect(radios).not.toContain('Confirm change')
})

test('confirms another time and other people: the visit takes them, and the old place is free', async () => {
  const visit = await aDecidedVisit(db, { bookingReference: 'V-1' })
  await anAskedChange(db, visit, { others: [child], slotIds: [slotAt(3), slotAt(4)] })
  const sent = await decides(visit, { decision: 'choice2', 'visitor-1': 'not_on_list' })
  expect(sent.status).toBe(303)
  const $ = await open(clerk, String(sent.headers.location))
  expect(textOf($, '.moj-alert--success')).toContain('Decision on the change sent')
  expect(textOf($)).not.toContain('Change asked for This')
  expect($('form[action$="/change-decision"]')).toHaveLength(0)
  expect(await mustRead(db, visit.id)).toMatchObject({
    status: 'booked',
    version: visit.version + 1,
    slot: { id: slotAt(4) },
    heldSlotId: null,
    bookingReference: 'V-1',
    party: [{ outcome: 'can_visit' }, { ...child, outcome: 'not_on_list' }],
  })
  expect(await slotNow(db, slotAt(0))).toMatchObject({ booked: 0, held: 0 })
  expect(await slotNow(db, slotAt(3))).toMatchObject({ booked: 0, held: 0 })
  expect(await slotNow(db, slotAt(4))).toMatchObject({ booked: 1, held: 0 })
  expect((await eventsOf(db, visit)).at(-1)).toMatchObject({
    what: 'change_confirmed',
    details: { slotId: slotAt(4), from: { slotId: slotAt(0) } },
  })
  expect((await messagesOf(db, visit)).at(-1)).toBe('changed')
})

test('confirms other people alone, with what was decided about those who come anyway', async () => {
  const party = [gwen, child, otherAdult]
  const visitors = party.map((_, n) => ({
    outcome: n === 1 ? ('banned' as const) : ('can_visit' as const),
    bannedUntil: n === 1 ? '2027-03-01' : null,
  }))
  const visit = await aDecidedVisit(db, { visitors }, { party })
  await anAskedChange(db, visit, { others: [child] })
  const page = await open(clerk, pathOf(visit))
  expect(page('#visitor-1').val()).toBe('banned')
  expect(page('#bannedUntil-1-year').val()).toBe('2027')
  expect(
    page('input[name=decision]')
      .toArray()
      .map((radio) => page(radio).val()),
  ).toEqual(['confirm', 'refuse'])
  expect((await decides(visit, { decision: 'confirm' })).status).toBe(303)
  expect(await mustRead(db, visit.id)).toMatchObject({
    slot: { id: slotAt(0) },
    party: [{ outcome: 'can_visit' }, { outcome: 'banned', bannedUntil: '2027-03-01' }],
  })
  expect((await mustRead(db, visit.id)).party).toHaveLength(2)
  expect(await slotNow(db, slotAt(0))).toMatchObject({ booked: 1, held: 0 })
})

test('refuses with a sentence, which the visitor gets, and the visit stands', async () => {
  const visit = await aDecidedVisit(db)
  await anAskedChange(db, visit, { others: [child], slotIds: [slotAt(3)] })
  const before = await mustRead(db, visit.id)
  const sent = await decides(visit, { decision: 'refuse', reason: ' The hall is <b>full</b>. ' })
  expect(sent.status).toBe(303)
  expect(await mustRead(db, visit.id)).toEqual({ ...before, heldSlotId: null })
  expect(await slotNow(db, slotAt(3))).toMatchObject({ booked: 0, held: 0 })
  expect(await wordsOf(db, visit)).toEqual(['The hall is <b>full</b>.'])
  expect((await messagesOf(db, visit)).at(-1)).toBe('change_refused')
  const $ = await open(clerk, pathOf(visit))
  expect(textOf($)).toContain('The hall is <b>full</b>.')
  expect(textOf($)).toContain('Change refused')
})

const wrongForms: [string, Form, string][] = [
  ['no decision', {}, 'Select your decision on the change'],
  ['a refusal without a reason', { decision: 'refuse', reason: ' ' }, 'Enter why you refuse the change'],
  ['a choice that was not asked', { decision: 'choice2' }, 'Select a time that the visitor asked for'],
  [
    'the time kept where it was not asked',
    { decision: 'confirm' },
    'Select a time that the visitor asked for',
  ],
  [
    'a main visitor who cannot come',
    { decision: 'choice1', 'visitor-0': 'banned' },
    'Refuse the change, or select “Can visit” for Gwen Example, the main visitor',
  ],
  [
    'an unknown outcome',
    { decision: 'choice1', 'visitor-1': 'maybe' },
    'Select whether Tomos Example can visit',
  ],
  [
    'a reason that is too long',
    { decision: 'refuse', reason: 'x'.repeat(501) },
    'Why you refuse the change must be 500 characters or less',
  ],
]

test.each(wrongForms)(
  'says what is wrong with %s, and keeps what was typed',
  async (_what, form, message) => {
    const visit = await aDecidedVisit(db)
    const change = await anAskedChange(db, visit, { others: [child], slotIds: [slotAt(3)] })
    const answer = await decides(visit, { reason: 'Kept', ...form })
    expect(answer.status).toBe(422)
    const $ = await checked(answer)
    expect(summaryOf($)).toEqual([message])
    expect($('#reason').val()).toBe(form.reason ?? 'Kept')
    expect(await findOpenChange(db, visit.id)).toEqual(change)
  },
)

test('does not confirm a full time, nor one at which the prisoner has another visit', async () => {
  const visit = await aDecidedVisit(db)
  await setWanted(db, slotAt(4), 1)
  await anAskedChange(db, visit, { slotIds: [slotAt(3), slotAt(4)] })
  await aRequest(db, { slotIds: [slotAt(4)], prisonNumber: 'B1234BC' })
  expect(summaryOf(await checked(await decides(visit, { decision: 'choice2' })))).toEqual([
    'Select another time or refuse the change: this time has no free places',
  ])
  const other = await aDecidedVisit(db, {}, { slotIds: [slotAt(3)], party: [otherAdult] })
  const $ = await open(clerk, pathOf(visit))
  expect(textOf($)).toContain(`The prisoner has another visit then: ${other.reference}`)
  expect(summaryOf(await checked(await decides(visit, { decision: 'choice1' })))).toEqual([
    'Select another time or refuse the change: the prisoner has another visit then',
  ])
})
