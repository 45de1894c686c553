/** Whoever reaches a limit, of any kind, sees the same page: what happened, when to come back, who helps (standards S14). */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { createLimits } from '../../src/web/limits.ts'
import type { LimitName } from '../../src/web/limits.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { typedPrisoner, typedYou, upTo } from '../journeyAnswers.ts'
import { personIdOf, professionalBrowser } from '../professional/professionalBrowser.ts'
import { sessionSecret, testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService
let visit: Visit
let professionalId: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
  await professionalBrowser(service)
  professionalId = await personIdOf(db)
})
beforeEach(async () => {
  await forgetVisits(owner)
  visit = await aRequest(db, { prisonNumber: 'B2345CD' })
})

const here = '127.0.0.1'
const born = Object.fromEntries(Object.entries(typedYou).filter(([name]) => name.startsWith('dateOfBirth')))
const opens = (path: string) => browser(service.url).opens(path)

async function finds(): Promise<Browser> {
  const visitor = await opens('/visits')
  return visitor.answers({ reference: visit.reference, ...born, 'dateOfBirth-year': '1986' })
}

const sends = async () => (await upTo(browser(service.url), 'check-answers')).answers()

async function changes(): Promise<Browser> {
  const visitor = await opens(
    `/visits/${await mintLink(db, visit.id, clock.now(), () => Buffer.alloc(32, 7))}`,
  )
  await visitor.follows('Change my contact details')
  return visitor.answers({ email: 'gwen.two@example.org' })
}

async function asksForAlert(): Promise<Browser> {
  await query(
    db,
    "update slots set wanted = 0 where place_id = (select id from places where slug = 'cardiff')",
  )
  const visitor = await opens('/book/prison')
  await visitor.answers({ prison: 'cardiff' })
  await visitor.answers(typedPrisoner)
  await visitor.answers(typedYou)
  await visitor.answers({ another: 'no' })
  await visitor.follows('Tell me when times become free')
  return visitor.answers({ way: 'email', email: 'gwen@example.org' })
}

const asks = async () =>
  (await opens('/privacy/ask')).answers({
    ...{ kind: 'complaint', name: 'Gwen', email: 'gwen@example.org', words: 'Why?' },
  })

const invites = async () => {
  const professional = await professionalBrowser(service)
  await professional.opens('/professional/sharing')
  return professional.posts('/professional/sharing', { email: 'colleague@example.org' })
}

const makesFeed = async () => {
  const professional = await professionalBrowser(service)
  return professional.posts('/professional/feed', {})
}

const readsFeed = () => opens('/professional/feed/invented.ics')

const rates = async () => (await opens('/feedback')).answers({ score: '3' })

/** How each limit is reached: a limit that is not here does not compile. */
const ways: Record<LimitName, [subject: () => string, doing: () => Promise<Browser>]> = {
  wrongPerReference: [() => visit.reference, finds],
  wrongPerAddress: [() => here, finds],
  requestsPerPrisoner: [() => 'A1234BC', sends],
  submitsPerAddress: [() => here, sends],
  questionsPerAddress: [() => here, asks],
  feedbackPerAddress: [() => here, rates],
  changesPerVisit: [() => String(visit.id), changes],
  alertsPerAddress: [() => here, asksForAlert],
  alertsPerContact: [() => 'gwen@example.org', asksForAlert],
  invitationsPerPerson: [() => professionalId, invites],
  invitationsPerAddress: [() => 'colleague@example.org', invites],
  feedsPerPerson: [() => professionalId, makesFeed],
  wrongFeedsPerAddress: [() => here, readsFeed],
  readsPerFeed: [() => 'invented', readsFeed],
}

/** Uses the limit up, as another process would. */
async function useUp(name: LimitName, subject: string): Promise<void> {
  const limits = createLimits(db, sessionSecret, 1, () => undefined)
  while ((await limits.count(name, subject)) === undefined);
}

test.each(Object.keys(ways) as LimitName[])('%s', async (name) => {
  const [subject, doing] = ways[name]
  await useUp(name, subject())
  const visitor = await doing()
  expect([visitor.status(), visitor.heading()]).toEqual([429, 'Too many requests'])
  expect(Number(visitor.header('retry-after'))).toBeGreaterThan(0)
  expect(visitor.page()('main a[href="/help"]')).toHaveLength(1)
  expect(visitor.header('cache-control')).toBe('no-store')
})
