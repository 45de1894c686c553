/** The private calendar feed: made, read by calendars without a session, renewed and ended. */
import ICAL from 'ical.js'
import request from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Browser } from '../browser.ts'
import { aProfessional, anOfficialRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { aDecidedOfficial, forgetOfficials } from '../officials.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { personIdOf, professionalBrowser } from './professionalBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let page: Browser
let sunil: string

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetOfficials(owner)
  page = await professionalBrowser(service)
  sunil = await personIdOf(db)
})

/** The address that the page shows, without the service's own. */
const shownAddress = () => new URL(page.page()('main code').text()).pathname

async function makeFeed(): Promise<string> {
  await page.opens('/professional/feed')
  await page.answers()
  return shownAddress()
}

const read = (address: string) => request(service.url).get(address)

test('shows booked and requested visits, and nothing of prisoners', async () => {
  const booked = await aDecidedOfficial(db, {}, { professionalId: sunil, prisonNumber: 'A1111AA' })
  const asked = await anOfficialRequest(db, {
    professionalId: sunil,
    slug: 'cardiff',
    prisonNumber: 'A2222AA',
    official: { caseReference: 'R v Sample' },
  })
  const over = { professionalId: sunil, prisonNumber: 'A3333AA' }
  const rejected = await aDecidedOfficial(db, { decision: 'reject', reasons: ['prisoner_details'] }, over)
  await anOfficialRequest(db, { professionalId: await aProfessional(db, { subject: 'another' }) })
  const feed = await read(await makeFeed())
  expect(feed.headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  })
  expect(feed.get('Set-Cookie')).toBeUndefined()
  const events = new ICAL.Component(ICAL.parse(feed.text) as unknown[]).getAllSubcomponents('vevent')
  const told = events.map((event) => [
    event.getFirstPropertyValue('summary'),
    event.getFirstPropertyValue('status'),
  ])
  expect(told.sort()).toEqual([
    ['Official visit (not booked yet)', 'TENTATIVE'],
    ['Official visit', 'CONFIRMED'],
  ])
  const text = feed.text.replaceAll('\r\n ', '')
  for (const { reference } of [booked, asked]) expect(text).toContain(reference)
  expect(text).not.toContain(rejected.reference)
  expect(text).not.toMatch(/Dewi|A1111AA|A2222AA|R v Sample/)
})

test('has the same events as the files of its visits', async () => {
  const visit = await aDecidedOfficial(db, {}, { professionalId: sunil })
  const uid = (file: string) => /^UID:(.*)$/m.exec(file.replaceAll('\r\n ', ''))?.[1]
  const feed = await read(await makeFeed())
  await page.opens(`/professional/visits/${visit.reference}/calendar.ics`)
  expect(uid(feed.text)).toBe(uid(page.body()))
})

test('has a secret of 256 bits, of which only the hash is kept', async () => {
  const address = await makeFeed()
  const secret = /^\/professional\/feed\/([\w-]{43})\.ics$/.exec(address)?.[1] ?? ''
  expect(secret).not.toBe('')
  const [row] = await query<{ feed_hash: Buffer }>(owner, 'select feed_hash from professionals')
  expect(row?.feed_hash.length).toBe(32)
  const everything = await query<{ found: string }>(
    owner,
    `select coalesce(string_agg(sess::text, ''), '') || (select string_agg(professionals::text, '') from professionals)
       || (select string_agg(professional_events::text, '') from professional_events) as found from sessions`,
  )
  expect(everything[0]?.found).not.toContain(secret)
  expect((await page.opens('/professional/feed')).text()).toContain('We cannot show its address again')
  expect(page.page()('main code').length).toBe(0)
})

test('is ended by a new one, and for good', async () => {
  const first = await makeFeed()
  const second = await makeFeed()
  expect(second).not.toBe(first)
  expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200])
  await page.opens('/professional/feed')
  await page.posts('/professional/feed/end', {})
  expect(page.text()).toContain('The calendar feed has ended.')
  expect((await read(second)).status).toBe(404)
  const events = await query<{ what: string }>(
    owner,
    'select what from professional_events where professional_id = :sunil order by id',
    { sunil },
  )
  expect(events.map(({ what }) => what)).toEqual(['profile_made', 'feed_made', 'feed_made', 'feed_ended'])
})

test('is logged by its route alone', async () => {
  const address = await makeFeed()
  await read(address)
  await read('/professional/feed/invented.ics')
  const secret = address.split('/').at(-1) ?? ''
  expect(service.logged()).not.toContain(secret.replace('.ics', ''))
  expect(service.logged()).not.toContain('invented')
  expect(service.logged()).toContain('/professional/feed/:secret.ics')
})

test('is read so often an hour and no oftener', async () => {
  const address = await makeFeed()
  for (let n = 0; n < 60; n += 1) expect((await read(address)).status).toBe(200)
  const tooOften = await read(address)
  expect(tooOften.status).toBe(429)
  expect(Number(tooOften.headers['retry-after'])).toBeGreaterThan(0)
})

test('is made and ended by its professional alone', async () => {
  for (const path of ['/professional/feed', '/professional/feed/end']) {
    expect((await request(service.url).post(path).send({})).status).toBe(403)
    expect((await page.posts(path, { _csrf: 'another' })).status()).toBe(403)
    await page.opens('/professional')
  }
  expect(await query(owner, 'select from professionals where feed_hash is not null')).toEqual([])
})
