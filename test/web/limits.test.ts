/** How often things may be tried (specification §4 "Limits"), shared by all processes. */
import request from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import { createLimits } from '../../src/web/limits.ts'
import type { LimitName } from '../../src/web/limits.ts'
import { browser } from '../browser.ts'
import { aRequest, forgetVisits } from '../builders.ts'
import { testDatabase } from '../database.ts'
import { typedYou, upTo } from '../journeyAnswers.ts'
import { sessionSecret, testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService
let second: TestService
let behindProxy: TestService
let visit: Visit

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
  second = await testService(db)
  behindProxy = await testService(db, { env: { TRUSTED_PROXIES: 'loopback' } })
})
beforeEach(async () => {
  await forgetVisits(owner)
  visit = await aRequest(db)
})

/** Date of birth of the main visitor of every visit here. */
const right = { 'dateOfBirth-day': '15', 'dateOfBirth-month': '6', 'dateOfBirth-year': '1985' }
const wrong = { ...right, 'dateOfBirth-year': '1986' }

/** A browser at the form "Find your visit"; sends it as often as asked. */
async function seeker({ url }: TestService, headers: Record<string, string> = {}) {
  const agent = request.agent(url)
  const form = await agent.get('/visits')
  const [, token] = /name="_csrf" value="([^"]+)"/.exec(form.text) ?? []
  return (reference: string, born: Record<string, string>) =>
    agent
      .post('/visits')
      .set(headers)
      .type('form')
      .send({ _csrf: token, reference, ...born })
}

/** References that lead nowhere, all different. */
const unknown = (number: number) => `ZZZZZZ${String(number).padStart(2, '0')}`

/** Uses a limit up as another process would. */
async function countElsewhere(name: LimitName, subject: string, times: number) {
  const limits = createLimits(db, sessionSecret, 1, () => undefined)
  for (let time = 0; time < times; time += 1) await limits.count(name, subject)
}

describe('find your visit', () => {
  test('lets a reference be tried wrongly five times an hour, then not even rightly', async () => {
    const tries = await seeker(service)
    for (let time = 1; time <= 5; time += 1) expect((await tries(visit.reference, wrong)).status).toBe(422)
    const refused = await tries(visit.reference, right)
    expect(refused.status).toBe(429)
    const wait = Number(refused.headers['retry-after'])
    expect(wait).toBeGreaterThan(3500)
    expect(wait).toBeLessThanOrEqual(3600)
    const other = await aRequest(db, { prisonNumber: 'B2345CD' })
    expect((await tries(other.reference, right)).status).toBe(303)
  })

  test('shows an accessible page to who tried too often, in both languages', async () => {
    await countElsewhere('wrongPerReference', visit.reference, 5)
    const visitor = await browser(service.url).opens('/visits')
    await visitor.answers({ reference: visit.reference, ...right })
    expect([visitor.status(), visitor.heading()]).toEqual([429, 'Too many requests'])
    expect(visitor.page()('main a[href="/help"]')).toHaveLength(1)
    await visitor.opens('/visits?lang=cy')
    await visitor.answers({ reference: visit.reference, ...right })
    expect([visitor.status(), visitor.heading()]).toEqual([429, 'Gormod o geisiadau'])
  })

  test('lets an address try twenty times wrongly an hour', async () => {
    const tries = await seeker(service)
    for (let time = 1; time <= 20; time += 1) expect((await tries(unknown(time), wrong)).status).toBe(422)
    expect((await tries(visit.reference, right)).status).toBe(429)
  })

  test('does not count who finds their visit, or what is no reference', async () => {
    const tries = await seeker(service)
    for (let time = 1; time <= 8; time += 1) {
      expect((await tries(visit.reference, right)).status).toBe(303)
      expect((await tries('short', right)).status).toBe(422)
    }
    expect((await tries(visit.reference, wrong)).status).toBe(422)
  })

  test('lets no more through when all tries come at once', async () => {
    const tries = await seeker(service)
    const answers = await Promise.all(Array.from({ length: 15 }, () => tries(visit.reference, wrong)))
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
  })

  test('counts for all processes together', async () => {
    const one = await seeker(service)
    const other = await seeker(second)
    for (const tries of [one, other, one, other, one])
      expect((await tries(visit.reference, wrong)).status).toBe(422)
    expect((await other(visit.reference, right)).status).toBe(429)
  })

  test('answers alike whether the reference or the date of birth is wrong', async () => {
    const tries = await seeker(service)
    const told = async (reference: string, born: Record<string, string>) => {
      const { status, text, headers } = await tries(reference, born)
      const page = text.replaceAll(reference, '').replace(/value="198[56]"/, '')
      return { status, page, cache: headers['cache-control'] as unknown }
    }
    expect(await told(visit.reference, wrong)).toEqual(await told(unknown(1), wrong))
    expect(await told(visit.reference, wrong)).toEqual(await told(unknown(1), right))
  })

  test('believes no forwarded address unless it comes from our proxy', async () => {
    await countElsewhere('wrongPerAddress', '127.0.0.1', 20)
    const headers = { 'X-Forwarded-For': '192.0.2.7', Forwarded: 'for=192.0.2.7', 'X-Real-IP': '192.0.2.7' }
    expect((await (await seeker(service, headers))(visit.reference, right)).status).toBe(429)
    expect((await (await seeker(behindProxy, headers))(visit.reference, right)).status).toBe(303)
  })

  test('counts the address that our proxy saw, not one that it was told', async () => {
    await countElsewhere('wrongPerAddress', '192.0.2.7', 20)
    const headers = { 'X-Forwarded-For': '198.51.100.1, 192.0.2.7' }
    expect((await (await seeker(behindProxy, headers))(visit.reference, right)).status).toBe(429)
  })
})

describe('sending requests', () => {
  const visits = async () => (await query<{ count: number }>(db, 'select count(*) from visits'))[0]?.count

  test('works thirty times an hour from one address', async () => {
    await countElsewhere('submitsPerAddress', '127.0.0.1', 29)
    const last = await upTo(browser(service.url), 'check-answers')
    const visitor = await upTo(browser(service.url), 'your-details')
    await last.opens(last.address().replace('check-answers', 'your-details'))
    await last.answers({ ...typedYou, firstName: 'Gwenllian' })
    await last.answers()
    expect(last.heading()).toBe('Request sent')
    await upTo(visitor, 'check-answers')
    await visitor.answers()
    expect([visitor.status(), visitor.heading()]).toEqual([429, 'Too many requests'])
    expect(Number(visitor.header('Retry-After'))).toBeGreaterThan(3500)
    expect(await visits()).toBe(2)
  })

  test('works twenty times a day for one prison number, however it is typed', async () => {
    await countElsewhere('requestsPerPrisoner', 'A1234BC', 20)
    const visitor = await upTo(browser(service.url), 'check-answers')
    await visitor.answers()
    expect(visitor.status()).toBe(429)
    expect(Number(visitor.header('Retry-After'))).toBeGreaterThan(86_000)
    await visitor.opens('/book/prisoner')
    await visitor.answers({ prisonNumber: 'B9876CD' })
    await visitor.answers()
    expect(visitor.heading()).toBe('Request sent')
  })

  test('again from a draft that was sent counts for nothing', async () => {
    await forgetVisits(owner)
    const visitor = await upTo(browser(service.url), 'check-answers')
    const here = visitor.address()
    const token = visitor.value('_csrf')
    await visitor.answers()
    await countElsewhere('submitsPerAddress', '127.0.0.1', 40)
    await visitor.posts(here, { _csrf: token })
    expect(visitor.heading()).toBe('Request sent')
    expect(await visits()).toBe(1)
  })
})

test('tells nobody who was counted: keys hold no address, reference or prison number', async () => {
  const tries = await seeker(service)
  await tries(visit.reference, wrong)
  const visitor = await upTo(browser(service.url), 'check-answers')
  await visitor.answers()
  const rows = await query<{ key: string }>(db, 'select key from rate_limits')
  const names = rows.map(({ key }) => key.split(':')[0]).sort()
  expect(names).toEqual(['requestsPerPrisoner', 'submitsPerAddress', 'wrongPerAddress', 'wrongPerReference'])
  for (const { key } of rows) expect(key).toMatch(/^\w+:[\w-]{43}$/)
})

test('counts what was refused, by limit', async () => {
  await countElsewhere('wrongPerReference', visit.reference, 5)
  const refused = async () =>
    (await service.metrics.registry.metrics()).match(
      /limited_requests_total\{limit="wrongPerReference"\} (\d+)/,
    )?.[1] ?? '0'
  const until = Number(await refused())
  await (
    await seeker(service)
  )(visit.reference, right)
  expect(Number(await refused())).toBe(until + 1)
})
