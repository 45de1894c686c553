/** A forgotten visit is counted, and shown nowhere: no page of it, in no list, by no search. */
import { randomBytes } from 'node:crypto'
import { expireVisits } from '../../src/actions/expireVisits.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { forgetOld } from '../../src/store/forget.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { browser } from '../browser.ts'
import { aDecidedVisit, aRequest, mustRead, slotIdAt } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { found, post, search } from './searchBrowser.ts'
import { open, signedIn, textOf } from './staffBrowser.ts'
import type { Agent, Form } from './staffBrowser.ts'

let db: Database
let service: TestService
let clerk: Agent
const links: string[] = []
const visits: Visit[] = []
const statuses = ['booked', 'attended', 'cancelled', 'rejected', 'expired', 'requested'] as const

const references = () => visits.map(({ reference }) => reference)
const isSilent = (page: string) =>
  !/Example|Dewi|null/.test(page) && references().every((one) => !page.includes(one))

const setAside = {
  attended: "status = 'attended'",
  cancelled: "status = 'cancelled', cancelled_by = 'visitor'",
}

/** A visit of Leeds that is so now, to a prisoner of its own. */
async function aVisitThatIs(status: (typeof statuses)[number], prisonNumber: string): Promise<Visit> {
  const of = { slotIds: [(await slotIdAt(db))(0)], prisonNumber }
  if (status === 'expired' || status === 'requested') {
    const visit = await aRequest(db, of)
    if (status === 'expired') await expireVisits(db, new Date(`${visit.expiresOn}T12:00:00Z`))
    return mustRead(db, visit.id)
  }
  const decision = status === 'rejected' ? ({ decision: 'reject', reasons: ['duplicate'] } as const) : {}
  const { id } = await aDecidedVisit(db, { ...decision, reasons: [...(decision.reasons ?? [])] }, of)
  if (status === 'attended' || status === 'cancelled') {
    await query(db, `update visits set version = version + 1, ${setAside[status]} where id = :id`, { id })
  }
  return mustRead(db, id)
}

/** The lists of visits of a status: all, those of the day that all asked for, and sorted. */
function listsOf(status: string): string[] {
  const date = visits[0]?.slot?.date ?? ''
  const [year, month, day] = date.split('-')
  const filters = ['', `&date=${day}/${month}/${year}`, '&sort=prisoner', '&sort=-people', '&sort=time']
  return filters.map((filter) => `/staff?status=${status}${filter}`)
}

const criteria: [string, () => Form][] = [
  ['reference', () => ({ reference: references()[0] ?? '' })],
  ['prison number', () => ({ prisonNumber: 'A1230BC' })],
  ['name', () => ({ name: 'Gwen Example' })],
  ['e-mail address', () => ({ email: 'gwen@example.org' })],
  ['dates', () => ({ from: '1/11/2026', to: '1/2/2027' })],
  ['status', () => ({ status: 'attended' })],
]

/** What the day of the visits shows of Leeds. */
async function dayText(): Promise<string> {
  const agent = await signedIn(service.url, 'clerk')
  await post(agent, '/staff/place', { place: 'leeds' })
  const text = textOf(await open(agent, `/staff/day/${visits[0]?.slot?.date}`))
  expect(text).toContain('14:00 to 15:00')
  return text
}

/** Every list, the day and every search shows them, so that what finds nothing later proves something. */
async function allAreFound() {
  for (const { status, reference } of visits) {
    for (const path of listsOf(status)) {
      const $ = await open(clerk, path)
      expect([path, $('tbody tr').length, isSilent($('main').text())]).toEqual([path, 1, false])
      expect($('main').html()).toContain(`/staff/visits/${reference}`)
    }
  }
  expect(isSilent(await dayText())).toBe(false)
  for (const [what, typed] of criteria) {
    const hits = found(await search(clerk, typed()))
    expect([what, hits.filter((hit) => references().includes(hit)).length > 0]).toEqual([what, true])
  }
}

/** Visits of Leeds that were forgotten seven months ago, and the same clerk. */
beforeAll(async () => {
  ;({ db } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
  for (const [n, status] of statuses.entries()) {
    const visit = await aVisitThatIs(status, `A123${n}BC`)
    visits.push(visit)
    links.push(await mintLink(db, visit.id, clock.now(), randomBytes))
  }
  expect(visits.map(({ status }) => status)).toEqual(statuses)
  clerk = await signedIn(service.url, 'clerk')
  await allAreFound()
  clock.set('2027-08-01T10:00:00Z')
  await expireVisits(db, clock.now())
  await forgetOld(db, clock.now())
  clerk = await signedIn(service.url, 'clerk')
})

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

test.each(statuses)('no list of %s visits has it', async (status) => {
  for (const path of listsOf(status)) {
    const $ = await open(clerk, path)
    expect(isSilent($('main').text())).toBe(true)
    expect($('tbody tr')).toHaveLength(0)
  }
})

test('the day shows no visit of it', async () => {
  expect(isSilent(await dayText())).toBe(true)
})

test.each(criteria)('a search by %s does not find it', async (_what, typed) => {
  const $ = await search(clerk, typed())
  expect($.html()).not.toContain('/staff/visits/')
  expect($('main').text()).toContain('No visits found')
})

test('the history of a year still names it, without leading to it', async () => {
  for (const page of ['/staff/history', '/staff/history/views']) {
    const $ = await open(clerk, page)
    expect($('main a[href^="/staff/visits/"]')).toHaveLength(0)
  }
  const text = (await open(clerk, '/staff/history'))('main').text()
  expect(references().every((reference) => text.includes(reference))).toBe(true)
})
