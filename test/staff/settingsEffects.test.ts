/** What people on their way, and those who have asked, see of changed settings: as each form says. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { aDecidedVisit, aRequest, forgetChanges, mustRead } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { upTo } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { formOf, open, signedIn } from './staffBrowser.ts'
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

async function save(group: string, changes: Form): Promise<void> {
  const path = `/staff/settings/${group}`
  const form = { ...formOf(await open(manager, path)), ...changes }
  const answer = await manager.post(path).type('form').send(form)
  expect(answer.headers.location).toBe(`/staff/settings?saved=${group}`)
}

const visits = async () => (await query(db, 'select from visits')).length

const born = { 'dateOfBirth-day': '1', 'dateOfBirth-month': '5', 'dateOfBirth-year': '2014' }

/** The page of a visit, found by its reference. */
async function pageOf(reference: string, language = ''): Promise<Browser> {
  const visitor = await browser(service.url).opens(`/visits${language}`)
  const date = { 'dateOfBirth-day': '15', 'dateOfBirth-month': '6', 'dateOfBirth-year': '1985' }
  return visitor.answers({ reference, ...date })
}

describe('a draft under way', () => {
  test('is asked for the time again when the lead has grown past it', async () => {
    const visitor = await upTo(browser(service.url), 'check-answers')
    await save('rules', { leadDays: '5' })
    await visitor.answers()
    expect(visitor.heading()).toBe('When do you want to visit?')
    expect(visitor.errors()).toHaveLength(1)
    expect(await visits()).toBe(0)
  })

  test('is asked for the time again when the window has shrunk before it', async () => {
    const visitor = await upTo(browser(service.url), 'first-choice')
    const last = String(visitor.page()('input[name=slot]').last().val())
    await visitor.answers({ slot: last })
    await visitor.answers({ slot: 'none' })
    await visitor.answers()
    await visitor.answers({ email: 'gwen@example.org' })
    expect(visitor.heading()).toBe('Check your answers')
    await save('rules', { bookingWindowDays: '8' })
    await visitor.answers()
    expect(visitor.heading()).toBe('When do you want to visit?')
    expect(await visits()).toBe(0)
  })

  test('is offered more times at once when the window has grown', async () => {
    const visitor = await upTo(browser(service.url), 'first-choice')
    expect(visitor.text()).not.toContain('9 December 2026')
    await save('rules', { bookingWindowDays: '28' })
    await visitor.opens(visitor.address())
    expect(visitor.text()).toContain('9 December 2026')
  })

  test('is asked about the party again when children have become adults', async () => {
    await save('rules', { adultAge: '18' })
    const visitor = await upTo(browser(service.url), 'other-visitors')
    for (const firstName of ['Ann', 'Ben', 'Cat']) {
      await visitor.answers({ another: 'yes' })
      await visitor.answers({ firstName, lastName: 'Example', ...born })
    }
    await visitor.answers({ another: 'no' })
    expect(visitor.heading()).toBe('When do you want to visit?')
    await save('rules', { adultAge: '10' })
    await visitor.answers({ slot: String(visitor.page()('input[name=slot]').first().val()) })
    expect(visitor.heading()).toBe('Do you want to add another visitor?')
    expect(visitor.errors()).toHaveLength(1)
  })

  test('is sent as it is when the new rules allow it, with dates by the new rules', async () => {
    const visitor = await upTo(browser(service.url), 'check-answers')
    await save('rules', { leadDays: '2' })
    await visitor.answers()
    expect(visitor.heading()).toBe('Request sent')
    expect(visitor.text()).toContain('by the end of Friday 20 November 2026')
  })
})

test('requests already made keep their dates, and booked visits stand', async () => {
  const [request, booked] = [
    await aRequest(db, { choices: 3 }),
    await aDecidedVisit(db, {}, { prisonNumber: 'B1234BC' }),
  ]
  await save('rules', { leadDays: '6', bookingWindowDays: '11', adultAge: '1', worksWeekends: 'no' })
  const after = await mustRead(db, request.id)
  expect([after.status, after.answerBy, after.expiresOn]).toEqual([
    'requested',
    request.answerBy,
    request.expiresOn,
  ])
  expect(await mustRead(db, booked.id)).toMatchObject({ status: 'booked', version: booked.version })
  expect((await pageOf(request.reference)).text()).toContain('by the end of Monday 23 November 2026')
})

test('new contact details are on the pages of requests and visits at once', async () => {
  const { reference } = await aRequest(db)
  await save('contact', {
    phone: '01632 960111',
    address: '1 Sample Road\r\nLeeds',
    email: 'new@example.org',
  })
  const text = (await pageOf(reference)).text()
  for (const words of ['01632 960111', '1 Sample Road', 'new@example.org']) expect(text).toContain(words)
})

describe('the text for visitors', () => {
  test('is on the pages of requests and booked visits, and on no others', async () => {
    const request = await aRequest(db)
    const booked = await aDecidedVisit(db, {}, { prisonNumber: 'B1234BC' })
    const rejected = await aDecidedVisit(
      db,
      { decision: 'reject', reasons: ['no_allowance'] },
      { prisonNumber: 'C1234BC' },
    )
    expect((await pageOf(booked.reference)).text()).not.toContain('From the prison')
    await save('texts', { visitorText: 'Use gate 2.\r\n<b>No</b> parking.' })
    for (const { reference } of [request, booked]) {
      const visitor = await pageOf(reference)
      expect(visitor.text()).toContain('From the prison Use gate 2.<b>No</b> parking.')
      expect(visitor.page()('p[lang=en] br')).toHaveLength(1)
    }
    expect((await pageOf(rejected.reference)).text()).not.toContain('Use gate 2.')
  })

  test('is Welsh on Welsh pages, or else marked as English', async () => {
    const { reference } = await aRequest(db)
    await save('texts', { visitorText: 'Use gate 2.' })
    const english = await pageOf(reference, '?lang=cy')
    expect(english.page()('p[lang=en]').text()).toBe('Use gate 2.')
    expect(english.text()).toContain('Gan y carchar')
    await save('texts', { visitorTextCy: 'Defnyddiwch giât 2.' })
    const welsh = await pageOf(reference, '?lang=cy')
    expect(welsh.page()('p[lang=cy]').text()).toBe('Defnyddiwch giât 2.')
    expect(welsh.text()).not.toContain('Use gate 2.')
  })
})
