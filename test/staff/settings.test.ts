/** The pages of settings as a manager uses them; Leeds is chosen when nothing else is. */
import type { Response } from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aPlace, forgetChanges } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { addressOf, checked, formOf, headingOf, open, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let manager: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  await forgetChanges(owner)
  manager = await signedIn(service.url, 'manager')
  await choose('leeds')
})

async function choose(place: string) {
  const { _csrf } = formOf(await open(manager, '/staff/settings/contact'))
  await manager.post('/staff/place').type('form').send({ _csrf, place })
}

const post = (path: string, form: Form) => manager.post(path).type('form').send(form)

/** Opens the form of a group and sends it with some of it changed. */
async function save(group: string, changes: Form): Promise<Response> {
  const path = `/staff/settings/${group}`
  return post(path, { ...formOf(await open(manager, path)), ...changes })
}

const rowsOf = ($: Awaited<ReturnType<typeof open>>) =>
  Object.fromEntries(
    $('.govuk-summary-list__row')
      .toArray()
      .map((row) => [$(row).find('dt').text().trim(), $(row).find('dd').text().trim()]),
  )

const good = {
  contact: {
    address: '1 Sample Road\r\nLeeds',
    postcode: 'ls12 2tj',
    phone: '01632 960111',
    email: 'new@example.org',
    replyTo: 'replies@example.org',
    why: 'We moved',
  },
  rules: { adultAge: '12', leadDays: '5', bookingWindowDays: '42', worksWeekends: 'yes' },
  official: { officialLeadDays: '0', officialInstant: 'yes' },
  texts: { visitorText: 'Bring ID.\r\nCome early.', visitorTextCy: 'Dewch ag ID.' },
  messages: { wantsDigest: 'yes', wantsCancellations: 'yes' },
}

test('shows every setting by group, with a way to change it', async () => {
  const $ = await open(manager, '/staff/settings')
  expect($('h1').text()).toBe('Settings')
  expect($('.govuk-caption-l').text()).toBe('Leeds')
  expect(rowsOf($)).toEqual({
    Address: 'Not given',
    Postcode: 'LS12 2TJ',
    'Phone number': '01632 960266',
    'Email address': 'visits.leeds@example.org',
    'Reply-to address': 'Not given',
    'Adult age': '10 years',
    'Lead days': '3 working days',
    'Booking window': '14 days',
    'Works weekends': 'No',
    'Takes bookings in this service': 'Yes',
    'Lead days of official visits': '1 working day',
    'Instant confirmation': 'No',
    'Text in English': 'Not given',
    'Text in Welsh': 'Not given',
    'Daily list of overdue requests': 'No',
    'Cancellations by visitors': 'No',
  })
  const links = $('.govuk-summary-card__actions a').toArray()
  expect(links.map((link) => $(link).attr('href'))).toEqual(
    ['contact', 'rules', 'bookable', 'official', 'texts', 'messages'].map(
      (name) => `/staff/settings/${name}`,
    ),
  )
  expect($('.moj-primary-navigation a[aria-current=page]').text()).toBe('Settings')
})

test.each(Object.entries(good))('saves what is typed on the form %s, and says so', async (group, typed) => {
  const answer = await save(group, typed)
  expect(answer.status).toBe(303)
  expect(answer.headers.location).toBe(`/staff/settings?saved=${group}`)
  const $ = await open(manager, '/staff/settings?saved=' + group)
  expect($('.moj-alert--success').text()).toContain('saved')
  expect($('main').text()).toContain('Last changed by Mina Manager on 18/11/2026 at 10:00')
  expect(await query(db, 'select what, why from place_events')).toEqual([
    { what: 'settings_changed', why: group === 'contact' ? 'We moved' : '' },
  ])
  const again = formOf(await open(manager, `/staff/settings/${group}`))
  const kept: Form = { ...typed, ...(group === 'contact' && { postcode: 'LS12 2TJ', why: '' }) }
  const shown = Object.entries(again).map(([name, value]) => [name, String(value).replaceAll('\r\n', '\n')])
  for (const [name, value] of Object.entries(kept)) {
    expect(shown).toContainEqual([name, String(value).replaceAll('\r\n', '\n')])
  }
})

test('shows what was saved', async () => {
  for (const [group, typed] of Object.entries(good)) expect((await save(group, typed)).status).toBe(303)
  expect(rowsOf(await open(manager, '/staff/settings'))).toMatchObject({
    Address: '1 Sample RoadLeeds',
    'Reply-to address': 'replies@example.org',
    'Adult age': '12 years',
    'Booking window': '42 days',
    'Works weekends': 'Yes',
    'Lead days of official visits': 'None',
    'Instant confirmation': 'Yes',
    'Text in Welsh': 'Dewch ag ID.',
    'Daily list of overdue requests': 'Yes',
    'Cancellations by visitors': 'Yes',
  })
  expect(await aPlace(db)).toMatchObject({
    address: '1 Sample Road\nLeeds',
    visitorText: 'Bring ID.\nCome early.',
  })
})

test('says on each form what a change does', async () => {
  for (const group of ['contact', 'rules', 'bookable', 'official', 'texts']) {
    const $ = await open(manager, `/staff/settings/${group}`)
    expect($('main h2').text()).toBe('What a change does')
    expect($('main .govuk-list--bullet li').length).toBeGreaterThan(1)
  }
  const rules = (await open(manager, '/staff/settings/rules'))('main').text()
  expect(rules).toContain('Requests already made keep the date by which you must answer')
  expect(rules).toContain('they are asked again')
})

test('changes the place that the form was made for, whatever is chosen by now', async () => {
  const form = formOf(await open(manager, '/staff/settings/contact'))
  await choose('cardiff')
  expect((await post('/staff/settings/contact', { ...form, phone: '01632 960111' })).status).toBe(303)
  expect((await aPlace(db)).phone).toBe('01632 960111')
  expect((await aPlace(db, 'cardiff')).phone).not.toBe('01632 960111')
})

test('does not change another’s prison', async () => {
  const form = formOf(await open(manager, '/staff/settings/contact'))
  for (const place of ['wandsworth', 'no-such-place', '']) {
    expect((await post('/staff/settings/contact', { ...form, place, phone: '01632 960111' })).status).toBe(
      404,
    )
    expect((await post('/staff/settings/switch-off', { ...form, place, reason: 'closed' })).status).toBe(404)
  }
  expect(await query(db, 'select from place_events')).toEqual([])
})

test('is not for clerks', async () => {
  const clerk = await signedIn(service.url, 'clerk')
  expect((await clerk.get('/staff/settings')).status).toBe(403)
  const { _csrf } = formOf(await open(clerk, '/staff'))
  const form = formOf(await open(manager, '/staff/settings/rules'))
  const sent = await clerk
    .post('/staff/settings/rules')
    .type('form')
    .send({ ...form, _csrf, adultAge: '12' })
  expect(sent.status).toBe(403)
  expect((await aPlace(db)).adultAge).toBe(10)
})

test('saves nothing new when the form is sent twice', async () => {
  const form = { ...formOf(await open(manager, '/staff/settings/contact')), phone: '01632 960111' }
  const answers = [await post('/staff/settings/contact', form), await post('/staff/settings/contact', form)]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(await query(db, 'select from place_events')).toHaveLength(1)
})

test('shows the form again, as it was typed, while the place stays locked', async () => {
  const form = { ...formOf(await open(manager, '/staff/settings/rules')), adultAge: '12' }
  const lock = await owner.transaction()
  await lock.raw("select from places where slug = 'leeds' for update")
  const answer = await post('/staff/settings/rules', form)
  await lock.rollback()
  expect(answer.status).toBe(503)
  const $ = await checked(answer)
  expect(summaryOf($)).toEqual(['Nothing was saved because the service is busy. Save again'])
  expect(formOf($)).toMatchObject({ adultAge: '12' })
})

test('prints what people typed, and nothing of it as markup', async () => {
  await save('texts', { visitorText: '<b>Bring</b> ID & "more"', visitorTextCy: '' })
  const $ = await open(manager, '/staff/settings')
  expect($('main b')).toHaveLength(0)
  expect(rowsOf($)['Text in English']).toBe('<b>Bring</b> ID & "more"')
  const answer = await manager.get('/staff/settings?saved=<b>&rejected=<b>')
  expect(headingOf(answer)).toBe('Settings')
  expect(addressOf(answer)).toContain('/staff/settings')
})
