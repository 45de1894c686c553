/** A forgotten visit is counted, and shown nowhere: no page of it, in no list, by no search. */
import { randomBytes } from 'node:crypto'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetOld } from '../../src/store/forget.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import { aDecidedVisit, bookableSlots, mustRead } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { formOf, open, signedIn } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let db: Database
let service: TestService
let clerk: Agent
const links: string[] = []
const visits: Visit[] = []
const statuses = ['booked', 'attended', 'cancelled', 'rejected'] as const

/** Visits of Leeds that were forgotten seven months ago, and the same clerk. */
beforeAll(async () => {
  ;({ db } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
  const [slot] = await bookableSlots(db)
  for (const [n, status] of statuses.entries()) {
    const { id } = await aDecidedVisit(
      db,
      status === 'rejected' ? { decision: 'reject', reasons: ['duplicate'] } : {},
      {
        slotIds: [slot?.id ?? 0],
        prisonNumber: `A123${n}BC`,
      },
    )
    const change = {
      attended: "status = 'attended'",
      cancelled: "status = 'cancelled', cancelled_by = 'visitor'",
    }
    if (status === 'attended' || status === 'cancelled')
      await query(db, `update visits set version = version + 1, ${change[status]} where id = :id`, { id })
    visits.push(await mustRead(db, id))
    links.push(await mintLink(db, id, clock.now(), randomBytes))
  }
  clock.set('2027-08-01T10:00:00Z')
  await forgetOld(db, clock.now())
  clerk = await signedIn(service.url, 'clerk')
})

const references = () => visits.map(({ reference }) => reference)
const isSilent = (page: string) =>
  !/Example|Dewi|null/.test(page) && references().every((one) => !page.includes(one))

test('its pages are not found', async () => {
  for (const reference of references()) {
    for (const page of ['', '/cancel', '/move', '/message', '/undo']) {
      expect((await clerk.get(`/staff/visits/${reference}${page}`)).status).toBe(404)
    }
    expect((await clerk.get(`/staff/flagged/${reference}/keep`)).status).toBe(404)
  }
})

test('its links are dead, and its reference finds nothing', async () => {
  for (const link of links) expect((await browser(service.url).opens(`/visits/${link}`)).status()).toBe(404)
  const visitor = await browser(service.url).opens('/visits')
  const birth = { 'dateOfBirth-day': '15', 'dateOfBirth-month': '6', 'dateOfBirth-year': '1985' }
  await visitor.answers({ reference: references()[0] ?? '', ...birth })
  expect(visitor.errors()[0]).toContain('We cannot find a visit')
})

test.each([...statuses, 'requested', 'expired'])('no list of %s visits has it', async (status) => {
  const date = visits[0]?.slot?.date ?? ''
  const [year, month, day] = date.split('-')
  for (const filter of [
    '',
    `&date=${day}/${month}/${year}`,
    '&sort=prisoner',
    '&sort=-people',
    '&sort=time',
  ]) {
    const $ = await open(clerk, `/staff?status=${status}${filter}`)
    expect(isSilent($('main').text())).toBe(true)
    expect($('tbody tr')).toHaveLength(0)
  }
})

test('the day shows no visit of it', async () => {
  const $ = await open(clerk, `/staff/day/${visits[0]?.slot?.date}`)
  expect(isSilent($('main').text())).toBe(true)
})

test.each([
  ['reference', () => ({ reference: references()[0] ?? '' })],
  ['prison number', () => ({ prisonNumber: 'A1230BC' })],
  ['name', () => ({ name: 'Gwen Example' })],
  ['e-mail address', () => ({ email: 'gwen@example.org' })],
  ['dates', () => ({ from: '1/11/2026', to: '1/2/2027' })],
  ['status', () => ({ status: 'attended' })],
])('a search by %s does not find it', async (_what, criteria) => {
  const form = formOf(await open(clerk, '/staff/search'))
  const answer = await clerk
    .post('/staff/search')
    .type('form')
    .send({ ...form, ...criteria() })
    .redirects(1)
  expect([answer.status, answer.text.match(/\/staff\/visits\//g)]).toEqual([200, null])
  expect(answer.text).toContain('No visits found')
})

test('the history of a year still names it, without leading to it', async () => {
  for (const page of ['/staff/history', '/staff/history/views']) {
    const $ = await open(clerk, page)
    expect($('main a[href^="/staff/visits/"]')).toHaveLength(0)
  }
  const text = (await open(clerk, '/staff/history'))('main').text()
  expect(references().every((reference) => text.includes(reference))).toBe(true)
})
