/** How often a page asks the database: few times, and never more often for more rows. */
import type { Database } from '../../src/store/database.ts'
import { aRequest, forgetVisits } from '../builders.ts'
import { browser } from '../browser.ts'
import { testDatabase } from '../database.ts'
import { upTo } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { signedIn } from '../staff/staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let queries: string[] = []

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  db.on('query', ({ sql }: { sql: string }) => queries.push(sql))
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(() => forgetVisits(owner))

async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  await work()
  queries = []
  await work()
  return queries.length
}

test.each([
  'prison',
  'prisoner',
  'your-details',
  'other-visitors',
  'first-choice',
  'second-choice',
  'support',
  'check-answers',
])('the page %s asks twice at most: for the session and the draft', async (page) => {
  const visitor = await upTo(browser(service.url), page)
  const address = visitor.address()
  expect(await queriesOf(() => visitor.opens(address))).toBeLessThanOrEqual(2)
})

test('a visit’s page asks four times at most', async () => {
  const visitor = await (await upTo(browser(service.url), 'check-answers')).answers()
  const address = visitor.address()
  expect(await queriesOf(() => visitor.opens(address))).toBeLessThanOrEqual(4)
})

test('the list of requests asks four times at most, for one request and for forty', async () => {
  const clerk = await signedIn(service.url, 'clerk')
  await owner.raw('update slots set wanted = 100')
  await aRequest(db)
  const withOne = await queriesOf(() => clerk.get('/staff').expect(200))
  for (let n = 0; n < 40; n += 1) await aRequest(db, { prisonNumber: `A${1000 + n}BC` })
  expect(await queriesOf(() => clerk.get('/staff').expect(200))).toBe(withOne)
  expect(withOne).toBeLessThanOrEqual(4)
})

test.each(['/', '/help', '/cookies', '/assets/govuk.css', '/health/live'])(
  '%s asks nothing',
  async (path) => {
    const visitor = browser(service.url)
    expect(await queriesOf(() => visitor.opens(path))).toBe(0)
  },
)
