/** What logs, titles and figures tell of people: nothing (standards S10, S19, S27). */
import { createConnection } from 'node:net'
import request from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { firstFree } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { open, pageOf, sendDecision, signedIn } from '../staff/staffBrowser.ts'

/** Values that stand nowhere else. */
const marked = {
  prisonerFirst: 'Wexprisoner',
  prisonerLast: 'Qanonlast',
  prisonNumber: 'K7391XQ',
  first: 'Zebedee',
  last: 'Vizzini',
  childFirst: 'Ophelinda',
  childLast: 'Marchpane',
  email: 'canary.bird@example.org',
  newEmail: 'canary.nest@example.org',
  mobile: '07700 900417',
  language: 'Klingonese',
  other: 'a mauve canary chair',
  message: 'Bring the mauve paper',
  otherReason: 'The mauve gate is shut',
  wrongReference: 'WRNGREF7',
  query: 'mauvequery',
}
const birthdays = ['1971-03-29', '1969-07-23', '2017-09-19']
const asTyped = birthdays.map((date) => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { 'dateOfBirth-day': day, 'dateOfBirth-month': month, 'dateOfBirth-year': year }
})

let db: Database
let service: TestService
const titles: string[] = []
const secrets: string[] = []

interface Line {
  msg: string
  requestId?: string
  route?: string
  status?: number
  level: number
}

const linesOf = (logged: string): Line[] =>
  logged
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)

/** A browser that notes every title. */
async function noting(visitor: Browser, doing: Promise<Browser>): Promise<void> {
  await doing
  titles.push(visitor.page()('title').text())
}

async function bookAndFind(): Promise<void> {
  const visitor = browser(service.url)
  const step = (doing: Promise<Browser>) => noting(visitor, doing)
  await step(visitor.opens('/book/prison'))
  await step(visitor.answers({ prison: 'leeds' }))
  const names = { firstName: marked.prisonerFirst, lastName: marked.prisonerLast }
  await step(visitor.answers({ ...names, ...asTyped[0], prisonNumber: 'wrong' }))
  await step(visitor.answers({ ...names, ...asTyped[0], prisonNumber: marked.prisonNumber }))
  await step(visitor.answers({ firstName: marked.first, lastName: marked.last, ...asTyped[1] }))
  await step(visitor.answers({ another: 'yes' }))
  await step(visitor.answers({ firstName: marked.childFirst, lastName: marked.childLast, ...asTyped[2] }))
  await step(visitor.answers({ another: 'no' }))
  await step(visitor.answers({ slot: firstFree(visitor) }))
  await step(visitor.answers({ slot: firstFree(visitor) }))
  await step(visitor.answers({ slot: 'none' }))
  const needs = { support: ['interpreter', 'other'], interpreter: marked.language, other: marked.other }
  await step(visitor.answers(needs))
  await step(visitor.answers({ email: `${marked.email} x` }))
  await step(visitor.answers({ email: marked.email, mobile: marked.mobile, texts: 'yes' }))
  await step(visitor.answers())
  expect(visitor.heading()).toBe('Request sent')
  secrets.push(visitor.address().split('/').at(-1) ?? '')
  await step(visitor.opens(`/visits?name=${marked.query}`))
  await step(visitor.answers({ reference: marked.wrongReference, ...asTyped[1] }))
  const [visit] = await query<{ reference: string }>(db, 'select reference from visits')
  await step(visitor.answers({ reference: visit?.reference ?? '', ...asTyped[1] }))
  expect(visitor.heading()).toBe('Request sent')
  secrets.push(visitor.address().split('/').at(-1) ?? '')
  await step(visitor.follows('Change extra support'))
  await step(visitor.answers({ support: 'other', other: marked.other }))
  await step(visitor.follows('Change my contact details'))
  await step(visitor.answers({ email: marked.newEmail }))
  secrets.push(/^\/visits\/([\w-]+)/.exec(visitor.address())?.[1] ?? '')
  await step(visitor.opens(`${visitor.address().split('?')[0]}?lang=cy`))
  await visitor.opens(`/visits/${'b'.repeat(43)}`)
  await visitor.opens(`/nothing/${marked.last}?email=${marked.email}`)
  secrets.push('b'.repeat(43))
}

async function decide(): Promise<void> {
  const clerk = await signedIn(service.url, 'clerk', `/staff?date=${marked.query}`)
  const [visit] = await query<{ reference: string }>(db, 'select reference from visits')
  const page = await open(clerk, `/staff/visits/${visit?.reference}`)
  expect(page('main').text()).toContain(marked.last)
  titles.push(page('title').text(), pageOf(await clerk.get('/staff'))('title').text())
  const changes = { decision: 'reject', reasons: ['other'], message: marked.message }
  await sendDecision(clerk, visit?.reference ?? '', changes)
  const answer = await sendDecision(clerk, visit?.reference ?? '', {
    ...changes,
    otherReason: marked.otherReason,
  })
  expect(answer.status).toBe(303)
}

/** Something in every place where a value could slip out: a statement that fails with a value in it. */
async function breakSomething(): Promise<void> {
  const visitor = browser(service.url)
  await visitor.opens('/book/prison')
  await visitor.answers({ prison: 'leeds' })
  await visitor.answers({
    firstName: `${marked.first}${' '.repeat(60_000)}`,
    lastName: marked.last,
    ...asTyped[0],
    prisonNumber: marked.prisonNumber,
  })
  expect(visitor.status()).toBe(413)
  await request(service.url)
    .post('/visits')
    .type('form')
    .send(`reference=${marked.email.repeat(10_000)}`)
  await request(service.url).get(`/visits/%E0%A4%A${marked.last}`)
}

let logged = ''

beforeAll(async () => {
  ;({ db } = await testDatabase())
  service = await testService(db)
  await bookAndFind()
  await decide()
  await breakSomething()
  logged = service.logged()
}, 60_000)

const personal = () => [...Object.values(marked), ...birthdays, '7700900417', 'gwen', 'Clara']

test('no line of the log holds a value of a person, a secret or a query', () => {
  expect(linesOf(logged).length).toBeGreaterThan(50)
  for (const value of [...personal(), ...secrets]) {
    expect(logged.toLowerCase()).not.toContain(value.toLowerCase())
  }
  for (const { route } of linesOf(logged)) expect(route ?? '').not.toMatch(/[?=]|[\w-]{43}/)
})

test('no reference stands in the log', async () => {
  const [visit] = await query<{ reference: string }>(db, 'select reference from visits')
  expect(logged).not.toContain(visit?.reference)
})

test('no title holds a value of a person', () => {
  expect(titles.length).toBeGreaterThan(20)
  for (const value of [...personal(), ...secrets]) {
    expect(titles.join('\n').toLowerCase()).not.toContain(value.toLowerCase())
  }
})

test('no figure holds a value of a person', async () => {
  const figures = await service.metrics.registry.metrics()
  expect(figures).toContain('route="/visits/:secret"')
  for (const value of [...personal(), ...secrets]) {
    expect(figures.toLowerCase()).not.toContain(value.toLowerCase())
  }
})

test('every line is of one request, and an answered one names its route by pattern', () => {
  for (const line of linesOf(logged)) {
    expect(line.requestId).toMatch(/^[0-9a-f-]{36}$/)
    if (line.msg !== 'request' && line.msg !== 'request failed') continue
    expect(line.route).toMatch(/^(none|\/[a-z:/-]*)$/)
    expect(line.status).toBeGreaterThanOrEqual(200)
  }
  const routes = linesOf(logged).map(({ route }) => route)
  expect(routes).toContain('/book/:journey/prisoner')
  expect(routes).toContain('/visits/:secret')
  expect(routes).toContain('/staff/visits/:reference/decision')
})

describe('the number of a request', () => {
  const idFor = async (given: string) =>
    String((await request(service.url).get('/help').set('X-Request-Id', given)).headers['x-request-id'])

  test('is the one that the balancer gave', async () => {
    const given = 'balancer-0a1b2c3d'
    expect(await idFor(given)).toBe(given)
    expect(linesOf(service.logged()).at(-1)?.requestId).toBe(given)
  })

  test.each([
    ['too long', 'a'.repeat(10_240)],
    ['too short', 'short-1'],
    ['more than a word', 'one two three'],
    ['a piece of JSON', '12345678","level":60,"msg":"'],
    ['markup', '<script>alert(1)</script>'],
    ['not of our letters', 'numéro-une-demande'],
  ])('is our own where the given one is %s', async (_what, given) => {
    expect(await idFor(given)).toMatch(/^[0-9a-f-]{36}$/)
    expect(service.logged()).not.toContain(given)
  })

  test('cannot bring a line of its own into the log', async () => {
    const { port } = new URL(service.url)
    const before = linesOf(service.logged()).length
    const answer = await new Promise<string>((resolve) => {
      let text = ''
      const socket = createConnection(Number(port), '127.0.0.1', () =>
        socket.write('GET /help HTTP/1.1\r\nHost: x\r\nX-Request-Id: 12345678\r\n {"forged":1}\r\n\r\n'),
      )
      socket.on('data', (chunk) => (text += chunk.toString()))
      socket.on('data', () => socket.end())
      socket.on('close', () => resolve(text))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400)/)
    expect(service.logged()).not.toContain('forged')
    expect(linesOf(service.logged()).length).toBeLessThanOrEqual(before + 1)
  })
})
