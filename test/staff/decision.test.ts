import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aRequest, bookableSlots, child, forgetVisits, gwen, mustRead, otherAdult } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, formOf, open, sendDecision, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  await forgetVisits(owner)
  clerk = await signedIn(service.url, 'clerk')
})

const decisionsOf = (visit: Visit) =>
  query<{ what: string }>(db, "select what from visit_events where visit_id = :id and what <> 'requested'", {
    id: visit.id,
  })

test('offers only the choices that were asked, and what the specification names', async () => {
  const visit = await aRequest(db, { choices: 2, party: [gwen, child] })
  const $ = await open(clerk, `/staff/visits/${visit.reference}`)
  const words = (selector: string) =>
    $(selector)
      .toArray()
      .map((element) => $(element).text().trim())
  expect(words('legend h2')).toEqual(['Your decision'])
  expect(words('.govuk-radios__label')).toEqual(['Confirm first choice', 'Confirm second choice', 'Reject'])
  expect(words('#visitor-1 option')).toEqual([
    'Can visit',
    'Not on the contact list',
    'Banned (until)',
    'Cannot come for another reason',
  ])
  expect(words('input[name=reasons] + label')).toHaveLength(13)
  expect(words('label')).toEqual(
    expect.arrayContaining([
      'Closed visit',
      'Prison booking reference (optional)',
      'Message to the visitor (optional)',
    ]),
  )
  expect(words('main form[action$="/decision"] button')).toEqual(['Send decision'])
})

test('confirms a choice, and shows the outcome with everything that was decided', async () => {
  const visit = await aRequest(db, { choices: 2, party: [gwen, child] })
  const sent = await sendDecision(clerk, visit.reference, {
    decision: 'choice2',
    closedVisit: 'yes',
    'visitor-1': 'banned',
    'bannedUntil-1-day': '1',
    'bannedUntil-1-month': 'march',
    'bannedUntil-1-year': '2027',
    bookingReference: ' V-123 ',
    message: 'Please come early.\r\nBring a coat.',
  })
  expect(sent.status).toBe(303)
  expect(sent.headers.location).toBe(`/staff/visits/${visit.reference}?decided=1`)
  const decided = await mustRead(db, visit.id)
  expect(decided).toMatchObject({
    status: 'booked',
    version: 2,
    closedVisit: true,
    bookingReference: 'V-123',
    messageToVisitor: 'Please come early.\nBring a coat.',
    slot: { id: visit.choices[1]?.slot.id },
    party: [{ outcome: 'can_visit' }, { outcome: 'banned', bannedUntil: '2027-03-01' }],
  })
  const $ = await open(clerk, String(sent.headers.location))
  expect($('h1').text()).toBe('Visit booked')
  expect($('.moj-alert--success').text()).toContain('Decision sent')
  expect($('main').text()).toContain('Example, Tomos: banned until 1/3/2027')
  expect($('main').text()).toContain('By Clara Clerk, 18/11/2026 at 10:00')
  expect($('main form[action$="/decision"]').length).toBe(0)
})

test('rejects with reasons, the date of the next allowance and a sentence of the clerk’s', async () => {
  const visit = await aRequest(db)
  const sent = await sendDecision(clerk, visit.reference, {
    decision: 'reject',
    reasons: ['no_allowance', 'other'],
    'allowanceRenewsOn-day': '1',
    'allowanceRenewsOn-month': '12',
    'allowanceRenewsOn-year': '2026',
    otherReason: 'Ask again in <b>December</b>.',
  })
  expect(sent.status).toBe(303)
  expect(await mustRead(db, visit.id)).toMatchObject({
    status: 'rejected',
    rejectionReasons: ['no_allowance', 'other'],
    allowanceRenewsOn: '2026-12-01',
    rejectionText: 'Ask again in <b>December</b>.',
  })
  const $ = await open(clerk, `/staff/visits/${visit.reference}`)
  expect($('main').text()).toContain('Ask again in <b>December</b>.')
  expect($('main').text()).toContain('No visiting allowance (renews on 1/12/2026)')
  expect($('main b').length).toBe(0)
  expect($('.moj-alert').length).toBe(0)
})

test('keeps everything that was typed when something is wrong with it', async () => {
  const visit = await aRequest(db, { choices: 3, party: [gwen, child] })
  const typed = {
    decision: 'choice3',
    closedVisit: 'yes',
    'visitor-0': 'can_visit',
    'visitor-1': 'banned',
    'bannedUntil-1-day': '31',
    'bannedUntil-1-month': '2',
    'bannedUntil-1-year': '2027',
    'allowanceRenewsOn-day': '5',
    otherReason: 'A sentence "so far" & more',
    bookingReference: '<script>alert(1)</script>',
    message: 'x'.repeat(501),
  }
  const again = await sendDecision(clerk, visit.reference, typed)
  expect(again.status).toBe(422)
  const $ = await checked(again)
  expect($('title').text()).toMatch(/^Error: Visit request/)
  expect(formOf($)).toMatchObject({ ...typed, version: '1' })
  expect(
    $('.govuk-error-summary a')
      .toArray()
      .map((link) => [$(link).attr('href'), $(link).text()]),
  ).toEqual([
    ['#bannedUntil-1-day', 'The end of the ban of Tomos Example must be a real date'],
    ['#message', 'Message to the visitor must be 500 characters or less'],
  ])
  expect($('details[open] #bannedUntil-1-day').hasClass('govuk-input--error')).toBe(true)
  expect(await decisionsOf(visit)).toEqual([])
})

const wrongForms: [string, Record<string, string | string[]>, string][] = [
  ['no decision', {}, 'Select your decision'],
  ['a choice that was not asked', { decision: 'choice2' }, 'Select a time that the visitor asked for'],
  ['a rejection without a reason', { decision: 'reject' }, 'Select at least one reason for rejecting'],
  ['“other” without a sentence', { decision: 'reject', reasons: 'other' }, 'Enter the sentence to send'],
  [
    'a confirmation with reasons',
    { decision: 'choice1', reasons: 'duplicate' },
    'Select “Reject” as your decision, or do not select reasons for rejecting',
  ],
  [
    'a confirmation without the main visitor',
    { decision: 'choice1', 'visitor-0': 'not_on_list' },
    'Reject the request, or select “Can visit” for Gwen Example, the main visitor',
  ],
  [
    'an unknown outcome',
    { decision: 'choice1', 'visitor-0': 'maybe' },
    'Select whether Gwen Example can visit',
  ],
  [
    'a ban that is over',
    {
      decision: 'reject',
      'visitor-0': 'banned',
      'bannedUntil-0-day': '18',
      'bannedUntil-0-month': '11',
      'bannedUntil-0-year': '2026',
    },
    'The end of the ban of Gwen Example must be in the future',
  ],
]

test.each(wrongForms)('says what is wrong with %s', async (_what, form, message) => {
  const visit = await aRequest(db)
  const answer = await sendDecision(clerk, visit.reference, form)
  expect(answer.status).toBe(422)
  expect(summaryOf(await checked(answer))).toEqual([message])
  expect(await decisionsOf(visit)).toEqual([])
})

test('does not confirm a time that has no free place', async () => {
  const [first, second] = await bookableSlots(db)
  const visit = await aRequest(db, { slotIds: [first?.id ?? 0, second?.id ?? 0] })
  await owner.raw('update slots set wanted = 0 where id = ?', [second?.id ?? 0])
  const answer = await sendDecision(clerk, visit.reference, { decision: 'choice2' })
  expect(summaryOf(await checked(answer))).toEqual([
    'Select another time or reject the request: this time has no free places',
  ])
})

test('does not confirm a time at which the prisoner has another visit', async () => {
  const visit = await aRequest(db)
  const other = await aRequest(db, { party: [otherAdult] })
  await sendDecision(clerk, other.reference, { decision: 'choice1' })
  const page = await open(clerk, `/staff/visits/${visit.reference}`)
  expect(page('main').text()).toContain(`The prisoner has another visit then: ${other.reference}`)
  const answer = await sendDecision(clerk, visit.reference, { decision: 'choice1' })
  expect(summaryOf(await checked(answer))).toEqual([
    'Select another time or reject the request: the prisoner has another visit then',
  ])
})

test('counts a message in characters as people see them', async () => {
  const visit = await aRequest(db)
  const family = '👩‍👩‍👧'
  const form = { decision: 'choice1', message: family.repeat(200) }
  expect((await sendDecision(clerk, visit.reference, form)).status).toBe(303)
})

test('takes a sentence of nothing visible for none', async () => {
  const visit = await aRequest(db)
  const form = { decision: 'reject', reasons: 'other', otherReason: ' \u200b\u202e ' }
  const answer = await sendDecision(clerk, visit.reference, form)
  expect(summaryOf(await checked(answer))).toEqual(['Enter the sentence to send'])
})
