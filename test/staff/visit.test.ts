import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aDecidedVisit, aRequest, child, forgetVisits, gwen, otherAdult } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, open, signedIn } from './staffBrowser.ts'
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

const visitPage = (reference: string) => open(clerk, `/staff/visits/${reference}`)

test('tells everything about a request, with ages on the day of the first choice', async () => {
  const visit = await aRequest(db, {
    choices: 3,
    party: [gwen, { ...child, dateOfBirth: '2018-11-24' }],
    support: { wheelchair: true, interpreter: 'Welsh' },
    mobile: '+447700900123',
    wantsTexts: true,
    language: 'cy',
  })
  const $ = await visitPage(visit.reference)
  const rows = $('main table')
    .eq(0)
    .find('tbody tr')
    .toArray()
    .map((row) => $(row).text().replace(/\s+/g, ' ').trim())
  expect(rows).toEqual(['Example, GwenMain visitor 15/6/1985 41', 'Example, Tomos 24/11/2018 8'])
  const text = $('main').text().replace(/\s+/g, ' ')
  for (const words of [
    'Test, Dewi',
    'A1234BC',
    'Tuesday 24 November 2026, 14:00 to 15:00',
    'One more is held for this request',
    'Wheelchair access Yes',
    'Interpreter Welsh',
    'gwen@example.org',
    '+447700900123',
    'Text messages Wanted',
    'Language Welsh',
    'Waiting to be sent',
    'Visit requested by the visitor 18/11/2026 at 10:00',
    'No other requests or visits',
  ])
    expect(text).toContain(words)
  expect(text).not.toMatch(/\d(am|pm)/)
})

test('puts nothing personal into the title', async () => {
  const visit = await aRequest(db)
  const $ = await visitPage(visit.reference)
  expect($('title').text()).toBe('Visit request – Manage prison visits')
  expect($('h1').text()).toBe('Visit request')
})

test('shows possible duplicates, but of those at prisons of others only that there is one', async () => {
  const visit = await aRequest(db)
  const near = await aRequest(db, {
    slotIds: (await aRequest(db, { choices: 2, party: [otherAdult] })).choices
      .slice(1)
      .map(({ slot }) => slot.id),
  })
  const far = await aRequest(db, { slug: 'wandsworth' })
  const $ = await visitPage(visit.reference)
  expect($('main').text()).toContain('At another prison')
  expect($('main').text()).not.toContain(far.reference)
  expect($(`main a[href="/staff/visits/${near.reference}"]`).length).toBe(1)
  expect($(`main a[href="/staff/visits/${far.reference}"]`).length).toBe(0)
})

test('keeps who viewed it', async () => {
  const visit = await aRequest(db)
  await visitPage(visit.reference)
  expect(
    await query(
      db,
      'select people.name from visit_views join people on people.id = person_id where visit_id = :id',
      { id: visit.id },
    ),
  ).toEqual([{ name: 'Clara Clerk' }])
})

test('forgives how a reference is written', async () => {
  const visit = await aRequest(db)
  expect((await clerk.get(`/staff/visits/${visit.reference.toLowerCase()}`)).status).toBe(200)
})

test('shows a rejected request without a decision form', async () => {
  const visit = await aDecidedVisit(db, { decision: 'reject', reasons: ['child_protection'] })
  const $ = await visitPage(visit.reference)
  expect($('h1').text()).toBe('Request rejected')
  expect($('main').text()).toContain('Child protection')
  expect($('main form[action$="/decision"]').length).toBe(0)
})

test('escapes what people typed, wherever it stands', async () => {
  const hostile = '<img src=x onerror=alert(1)>'
  const visit = await aRequest(db, {
    prisoner: { firstName: hostile, lastName: hostile, dateOfBirth: '1980-10-20' },
    party: [{ ...gwen, lastName: hostile }],
    support: { other: hostile },
  })
  for (const path of ['/staff', `/staff/visits/${visit.reference}`]) {
    const $ = await open(clerk, path)
    expect($('main img').length).toBe(0)
    expect($('main').text()).toContain(hostile)
  }
  const answer = await clerk
    .post(`/staff/visits/${visit.reference}/decision`)
    .type('form')
    .send({
      _csrf: String((await visitPage(visit.reference))('input[name=_csrf]').first().val()),
      version: '1',
      'visitor-0': hostile,
      message: hostile,
      bookingReference: hostile,
      otherReason: hostile,
    })
  expect((await checked(answer))('main img').length).toBe(0)
})
