import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import type { Visit } from '../../src/store/visits.ts'
import {
  aDecidedVisit,
  anOfficialRequest,
  aRequest,
  bookableSlots,
  child,
  forgetVisits,
  gwen,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { checked, open, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let clerk: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
  clerk = await signedIn(service.url, 'clerk')
})

const answerBy = (visit: Visit, date: string) =>
  query(owner, 'update visits set answer_by = :date where id = :id', { date, id: visit.id })

const prisoner = (lastName: string) => ({ firstName: 'Dewi', lastName, dateOfBirth: '1980-10-20' })

const prisonNumber = (n: number) => `A${String(n).padStart(4, '0')}BC`

/** Requests about prisoners of these names, each at a time of its own. */
async function requestsAbout(...lastNames: string[]): Promise<Visit[]> {
  const slots = await bookableSlots(db)
  const visits: Visit[] = []
  for (const [n, lastName] of lastNames.entries()) {
    const slotIds = [slots[n % slots.length]?.id ?? 0]
    visits.push(await aRequest(db, { prisoner: prisoner(lastName), prisonNumber: prisonNumber(n), slotIds }))
  }
  return visits
}

const prisonersOf = ($: Awaited<ReturnType<typeof open>>) =>
  $('tbody th a')
    .toArray()
    .map((link) => $(link).text().replace(', Dewi', ''))

test('shows what is overdue first, then due today, then by due date', async () => {
  const [later, today, overdue] = await requestsAbout('Later', 'Today', 'Overdue')
  if (!later || !today || !overdue) throw new Error('Requests are missing')
  await answerBy(later, '2026-11-20')
  await answerBy(today, '2026-11-18')
  await answerBy(overdue, '2026-11-17')
  const $ = await open(clerk, '/staff')
  expect(prisonersOf($)).toEqual(['Overdue', 'Today', 'Later'])
  const dues = $('tbody td:last-child').toArray()
  expect(dues.map((cell) => $(cell).text().replace(/\s+/g, ' ').trim())).toEqual([
    '17/11/2026 Overdue',
    '18/11/2026 Due today',
    '20/11/2026',
  ])
})

test('shows what is urgent above all that is not, and each visit’s type', async () => {
  const [overdue] = await requestsAbout('Overdue')
  if (!overdue) throw new Error('The request is missing')
  await answerBy(overdue, '2026-11-17')
  await anOfficialRequest(db, { prisonNumber: 'B1234BC', prisoner: prisoner('Official') })
  await anOfficialRequest(db, {
    visitType: 'official_video',
    prisonNumber: 'C1234BC',
    prisoner: prisoner('Urgent'),
    official: { urgentReason: 'Court on Friday' },
  })
  const $ = await open(clerk, '/staff')
  expect(prisonersOf($)).toEqual(['Urgent', 'Overdue', 'Official'])
  const tags = $('tbody th')
    .toArray()
    .map((cell) =>
      $(cell)
        .find('.govuk-tag')
        .toArray()
        .map((tag) => $(tag).text()),
    )
  expect(tags).toEqual([['Urgent', 'Official, by video'], [], ['Official, in person']])
  expect(prisonersOf(await open(clerk, '/staff?sort=-due'))).toEqual(['Official', 'Overdue', 'Urgent'])
})

test.each([
  ['social', ['Social']],
  ['official', ['Person', 'Phone']],
  ['official_in_person', ['Person']],
  ['official_video', []],
  ['official_telephone', ['Phone']],
  ['nonsense', ['Person', 'Phone', 'Social']],
])('filters by the type %s', async (type, listed) => {
  await requestsAbout('Social')
  await anOfficialRequest(db, { prisonNumber: 'B1234BC', prisoner: prisoner('Person') })
  const visitType = 'official_telephone'
  await anOfficialRequest(db, { visitType, prisonNumber: 'C1234BC', prisoner: prisoner('Phone') })
  const $ = await open(clerk, `/staff?type=${type}&sort=prisoner`)
  expect(prisonersOf($)).toEqual(listed)
  const tags = $('.moj-filter__tag').toArray()
  expect(tags.map((tag) => $(tag).attr('href'))).toEqual(type === 'nonsense' ? [] : ['/staff?sort=prisoner'])
})

test('shows an official request as due by the lead days of official visits', async () => {
  await owner.raw("update places set official_lead_days = 1, lead_days = 3 where slug = 'leeds'")
  await requestsAbout('Social')
  await anOfficialRequest(db, { prisonNumber: 'B1234BC', prisoner: prisoner('Official') })
  const $ = await open(clerk, '/staff?sort=prisoner')
  const dues = $('tbody td:last-child').toArray()
  expect(dues.map((cell) => $(cell).text().trim())).toEqual(['19/11/2026', '23/11/2026'])
})

test('shows a request in 24-hour time, with prisoner, people and when it was asked', async () => {
  const visit = await aRequest(db, { party: [gwen, child] })
  const $ = await open(clerk, '/staff')
  const cells = $('tbody tr').children().toArray()
  expect(cells.map((cell) => $(cell).text().replace(/\s+/g, ' ').trim())).toEqual([
    'Test, Dewi A1234BCLeeds',
    '24/11/2026, 14:00 to 15:00',
    '2',
    '18/11/2026 at 10:00',
    '23/11/2026',
  ])
  expect($('tbody th a').attr('href')).toBe(`/staff/visits/${visit.reference}`)
  expect($('main').text()).not.toMatch(/\d(am|pm)/)
  expect($('title').text()).toBe('Visit requests – Manage prison visits')
})

test('says so when there is nothing', async () => {
  const $ = await open(clerk, '/staff')
  expect($('main').text()).toContain('No visit requests found')
  expect($('table').length).toBe(0)
})

test('shows requests of all own prisons and of no other', async () => {
  await aRequest(db, { slug: 'leeds', prisoner: prisoner('Leeds') })
  await aRequest(db, { slug: 'cardiff', prisoner: prisoner('Cardiff') })
  await aRequest(db, { slug: 'wandsworth', prisoner: prisoner('Wandsworth') })
  expect(prisonersOf(await open(clerk, '/staff?sort=prisoner'))).toEqual(['Cardiff', 'Leeds'])
  expect(prisonersOf(await open(clerk, '/staff?place=cardiff'))).toEqual(['Cardiff'])
  expect(prisonersOf(await open(clerk, '/staff?place=wandsworth&sort=prisoner'))).toEqual([
    'Cardiff',
    'Leeds',
  ])
})

test('filters by status and date, and each filter can be taken away', async () => {
  await aDecidedVisit(db, {}, { prisoner: prisoner('Booked') })
  await requestsAbout('Asked')
  expect(prisonersOf(await open(clerk, '/staff'))).toEqual(['Asked'])
  const $ = await open(clerk, '/staff?status=booked&date=24%2F11%2F2026&sort=-asked')
  expect(prisonersOf($)).toEqual(['Booked'])
  expect(
    $('.moj-filter__tag')
      .toArray()
      .map((link) => $(link).attr('href')),
  ).toEqual(['/staff?date=24%2F11%2F2026&sort=-asked', '/staff?status=booked&sort=-asked'])
  expect($('#date').val()).toBe('24/11/2026')
  expect(prisonersOf(await open(clerk, '/staff?status=booked&date=25%2F11%2F2026'))).toEqual([])
})

test('finds a request by the date of any of its choices', async () => {
  const slots = await bookableSlots(db)
  const last = slots.at(-1)
  if (!last) throw new Error('No slot')
  await aRequest(db, { slotIds: [slots[0]?.id ?? 0, last.id], prisoner: prisoner('Twice') })
  const [year, month, day] = last.date.split('-')
  expect(prisonersOf(await open(clerk, `/staff?date=${day}/${month}/${year}`))).toEqual(['Twice'])
})

test.each(['32/1/2026', 'tomorrow', '1/1', '1/2/3/4', '<script>'])(
  'says that %s is no date',
  async (date) => {
    const answer = await clerk.get('/staff').query({ date })
    expect(answer.status).toBe(422)
    const $ = await checked(answer)
    expect(summaryOf($)).toEqual(['Date of visit must be a real date, like 17/5/2026'])
    expect($('#date').val()).toBe(date)
  },
)

test('sorts on the server, both ways, and says so to assistive technology', async () => {
  await requestsAbout('Cole', 'abel', 'Bray')
  const up = await open(clerk, '/staff?sort=prisoner')
  expect(prisonersOf(up)).toEqual(['abel', 'Bray', 'Cole'])
  const header = up('th[aria-sort=ascending] a')
  expect([header.text(), header.attr('href')]).toEqual(['Prisoner', '/staff?sort=-prisoner'])
  expect(prisonersOf(await open(clerk, '/staff?sort=-prisoner'))).toEqual(['Cole', 'Bray', 'abel'])
  expect(prisonersOf(await open(clerk, '/staff?sort=time'))).toEqual(['Cole', 'abel', 'Bray'])
  for (const sort of ['people', 'asked', 'due', 'nonsense', '-'])
    expect(prisonersOf(await open(clerk, `/staff?sort=${sort}`))).toHaveLength(3)
})

describe('with more requests than a page holds', () => {
  beforeEach(async () => {
    await requestsAbout(...Array.from({ length: 27 }, (_, n) => `P${String(n).padStart(2, '0')}`))
  })

  test('shows 25 a page, keeps the sort, and shows the last page for one beyond it', async () => {
    const first = await open(clerk, '/staff?sort=prisoner')
    expect(prisonersOf(first)).toHaveLength(25)
    expect(first('.govuk-pagination__next a').attr('href')).toBe('/staff?sort=prisoner&page=2')
    expect(first('main').text()).toContain('Page 1 of 2, 25 of 27 visit requests')
    for (const page of ['2', '3', '99999999999999999999']) {
      const last = await open(clerk, `/staff?sort=prisoner&page=${page}`)
      expect(prisonersOf(last)).toEqual(['P25', 'P26'])
      expect(last('.govuk-pagination__item--current').text().trim()).toBe('2')
    }
    for (const page of ['0', '-1', '1.5', 'x']) {
      expect(prisonersOf(await open(clerk, `/staff?sort=prisoner&page=${page}`))[0]).toBe('P00')
    }
  })

  test('asks the database as much as for an empty list', async () => {
    const asked: string[] = []
    const count = ({ sql }: { sql: string }) => asked.push(sql)
    db.on('query', count)
    await open(clerk, '/staff')
    db.removeListener('query', count)
    // The session is read past knex: one more.
    expect(asked.length).toBeLessThanOrEqual(3)
  })
})

test('says who else looks at a request, for five minutes', async () => {
  const visit = await aRequest(db)
  const other = await signedIn(service.url, 'clerk-two')
  await open(other, `/staff/visits/${visit.reference}`)
  clock.set('2026-11-18T10:04:59Z')
  expect((await open(clerk, '/staff'))('tbody').text()).toContain('Being looked at by Conrad Clerk')
  expect((await open(other, '/staff'))('tbody').text()).not.toContain('Being looked at')
  const page = await open(clerk, `/staff/visits/${visit.reference}`)
  expect(page('.govuk-inset-text').text()).toContain('Also being looked at by Conrad Clerk')
  clock.set('2026-11-18T10:05:01Z')
  expect((await open(clerk, '/staff'))('tbody').text()).not.toContain('Conrad')
})
