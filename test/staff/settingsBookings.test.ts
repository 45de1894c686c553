/** A manager ends and begins the bookings of a prison. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { aDecidedVisit, aPlace, aRequest, forgetChanges, mustRead } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { upTo } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, formOf, open, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let manager: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  await forgetChanges(owner)
  manager = await signedIn(service.url, 'manager')
  const { _csrf } = formOf(await open(manager, '/staff/settings/contact'))
  await manager.post('/staff/place').type('form').send({ _csrf, place: 'leeds' })
})

const bookings = '/staff/settings/bookable'
const switchOffPage = '/staff/settings/switch-off?reason=closed'
const post = (path: string, form: Form) => manager.post(path).type('form').send(form)

const choose = async (bookable: string) =>
  post(bookings, { ...formOf(await open(manager, bookings)), bookable })

const switchOff = async (changes: Form = {}) =>
  post('/staff/settings/switch-off', { ...formOf(await open(manager, switchOffPage)), ...changes })

const openLines = ($: Awaited<ReturnType<typeof open>>) =>
  $('main ul')
    .first()
    .find('li')
    .toArray()
    .map((line) => $(line).text())

test('asks first, with what is open there, and changes nothing by that', async () => {
  await aRequest(db)
  await aRequest(db, { prisonNumber: 'B1234BC' })
  await aRequest(db, { slug: 'cardiff', prisonNumber: 'C1234BC' })
  await aDecidedVisit(db, {}, { prisonNumber: 'D1234BC' })
  const answer = await choose('closed')
  expect([answer.status, answer.headers.location]).toEqual([303, switchOffPage])
  const $ = await open(manager, switchOffPage)
  expect($('h1').text()).toBe('Stop taking bookings')
  expect($('main').text()).toContain(
    'Leeds will take no more bookings in this service, because it is closed.',
  )
  expect(openLines($)).toEqual([
    '2 requests that wait for a decision',
    '1 booked visit, which stands and is listed in “Visits to sort out”',
  ])
  expect($('input[name=requests]:checked')).toHaveLength(0)
  expect((await aPlace(db)).bookable).toBe(true)
})

test('does not ask about requests where there are none', async () => {
  const $ = await open(manager, switchOffPage)
  expect(openLines($)).toEqual(['no requests that wait for a decision', 'no booked visits'])
  expect($('input[name=requests], textarea[name=message]')).toHaveLength(0)
  const answer = await switchOff({ why: 'The roof', requests: 'nonsense' })
  expect(answer.headers.location).toBe('/staff/settings?saved=switched-off&rejected=0&left=0')
  const page = await open(manager, String(answer.headers.location))
  expect(page('.moj-alert--success').text()).toContain('Bookings stopped')
  expect(page('main').text()).toContain('No, this prison is closed')
  expect(await query(db, 'select what, why from place_events')).toEqual([
    { what: 'switched_off', why: 'The roof' },
  ])
})

test('asks again where nothing was chosen for the requests, with what was typed', async () => {
  await aRequest(db)
  const answer = await switchOff({ message: 'Our roof', why: 'y'.repeat(501) })
  expect(answer.status).toBe(422)
  const $ = await checked(answer)
  expect(summaryOf($)).toEqual([
    'Select what should happen to the open requests',
    'Why you are changing this must be 500 characters or less',
  ])
  expect(formOf($)).toMatchObject({ message: 'Our roof', reason: 'closed' })
  expect((await aPlace(db)).bookable).toBe(true)
})

test('keeps the requests for clerks to decide', async () => {
  const visit = await aRequest(db)
  const answer = await switchOff({ requests: 'keep' })
  expect(answer.headers.location).toBe('/staff/settings?saved=switched-off&rejected=0&left=0')
  expect((await mustRead(db, visit.id)).status).toBe('requested')
  expect(await query(db, 'select why from visit_flags where visit_id = :id', { id: visit.id })).toEqual([
    { why: 'place_closed' },
  ])
})

test('rejects the requests, tells how many, and the visitor reads why', async () => {
  const visit = await aRequest(db)
  await aRequest(db, { prisonNumber: 'B1234BC' })
  const answer = await switchOff({ requests: 'reject', message: 'Our roof is being mended.' })
  const $ = await open(manager, String(answer.headers.location))
  expect($('.moj-alert--success').text()).toContain('2 requests were rejected, and the visitors are told.')
  const visitor = await browser(service.url).opens('/visits')
  await visitor.answers({
    reference: visit.reference,
    'dateOfBirth-day': '15',
    'dateOfBirth-month': '6',
    'dateOfBirth-year': '1985',
  })
  expect(visitor.heading()).toBe('Request not accepted')
  expect(visitor.text()).toContain('Our roof is being mended.')
})

test('tells how many are left', async () => {
  const $ = await open(manager, '/staff/settings?saved=switched-off&rejected=1&left=2')
  expect($('.moj-alert--success').text()).toContain('1 request was rejected, and the visitor is told.')
  expect($('.moj-alert--success').text()).toContain('2 requests could not be rejected.')
})

test('gives another reason at once while there are no bookings, and begins them again', async () => {
  await switchOff()
  expect((await manager.get(switchOffPage)).headers.location).toBe(bookings)
  expect((await choose('other_way')).headers.location).toBe('/staff/settings?saved=bookable')
  expect((await aPlace(db)).notBookableReason).toBe('other_way')
  const form = { ...formOf(await open(manager, bookings)), bookable: 'yes', why: 'Mended' }
  expect((await post(bookings, form)).headers.location).toBe('/staff/settings?saved=bookable')
  expect((await aPlace(db)).bookable).toBe(true)
  const events = await query<{ what: string }>(db, 'select what from place_events order by id')
  expect(events.map(({ what }) => what)).toEqual(['switched_off', 'settings_changed', 'switched_on'])
})

test('leads who sends no reason to the form that asks for one', async () => {
  for (const address of ['/staff/settings/switch-off', '/staff/settings/switch-off?reason=rain']) {
    expect((await manager.get(address)).headers.location).toBe(bookings)
  }
  expect((await switchOff({ reason: 'rain' })).headers.location).toBe(bookings)
  expect((await aPlace(db)).bookable).toBe(true)
})

describe('a visitor on the way', () => {
  test('is told why when the bookings stop before they send', async () => {
    await post('/staff/settings/texts', {
      ...formOf(await open(manager, '/staff/settings/texts')),
      visitorText: 'Ask the new prison.',
    })
    const visitor = await upTo(browser(service.url), 'check-answers')
    await switchOff()
    await visitor.answers()
    expect(visitor.heading()).toBe('You cannot book a visit to this prison here')
    expect(visitor.text()).toContain('Leeds has closed.')
    expect(visitor.text()).toContain('Ask the new prison.')
    expect(await query(db, 'select from visits')).toEqual([])
  })

  test('is told so on the next page', async () => {
    const visitor = await upTo(browser(service.url), 'your-details')
    await switchOff({ reason: 'other_way' })
    await visitor.answers({})
    expect(visitor.heading()).toBe('You cannot book a visit to this prison here')
  })

  test('goes on when the bookings begin again', async () => {
    const visitor = await upTo(browser(service.url), 'support')
    await switchOff()
    await choose('yes')
    await visitor.answers()
    expect(visitor.heading()).not.toBe('You cannot book a visit to this prison here')
  })
})
