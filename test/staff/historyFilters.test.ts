import type { Database } from '../../src/store/database.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, forgetChanges } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { tidy } from '../pageChecks.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { changed, rowsOf, whats } from './historyBrowser.ts'
import { checked, open, signedIn, summaryOf } from './staffBrowser.ts'
import type { Agent } from './staffBrowser.ts'

let db: Database
let owner: Database
let service: TestService
let manager: Agent

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetChanges(owner)
  manager = await signedIn(service.url, 'manager')
})

describe('filters', () => {
  test('show one prison, one person, visitors or the service, and some dates', async () => {
    const { reference } = await aDecidedVisit(db)
    await aRequest(db, { slug: 'cardiff' })
    clock.set('2026-11-19T00:00:00Z')
    manager = await signedIn(service.url, 'manager')
    await changed(db)
    const clerkId = await aClerk(db)
    const managerId = await aClerk(db, 'manager')
    const of = async (search: string) => rowsOf(await open(manager, `/staff/history?${search}`))
    expect(await of('place=cardiff')).toHaveLength(1)
    expect(await of('place=wandsworth')).toHaveLength(4)
    expect((await of(`person=${clerkId}`)).map(([, , , about]) => about)).toEqual([`${reference} Leeds`])
    expect((await of(`person=${managerId}`)).map(([, who]) => who)).toEqual(['The manager'])
    expect(await of('person=visitor')).toHaveLength(2)
    expect(await of('person=system')).toEqual([])
    expect(await of('person=nonsense')).toHaveLength(4)
    expect(await of('from=19/11/2026')).toHaveLength(1)
    expect(await of('to=18/11/2026')).toHaveLength(3)
    expect(await of('from=18/11/2026&to=18/11/2026&place=leeds&person=visitor')).toHaveLength(1)
  })

  test('count days as London has them', async () => {
    clock.set('2026-06-30T23:30:00Z')
    manager = await signedIn(service.url, 'manager')
    await changed(db)
    const { length } = rowsOf(await open(manager, '/staff/history?from=1/7/2026&to=1/7/2026'))
    expect(length).toBe(1)
    expect(rowsOf(await open(manager, '/staff/history?to=30/6/2026'))).toEqual([])
  })

  test.each([
    ['from=32/1/2026', 'The first date must be a real date, like 17/5/2026'],
    ['to=soon', 'The last date must be a real date, like 17/5/2026'],
    ['from=2/12/2026&to=1/12/2026', 'The last date must be the same as or after the first'],
  ])('say what is wrong with %s', async (search, sentence) => {
    for (const list of ['/staff/history', '/staff/history/views']) {
      const answer = await manager.get(`${list}?${search}`)
      expect(answer.status).toBe(422)
      expect(summaryOf(await checked(answer))).toEqual([sentence])
    }
  })

  test('stay when the other list is chosen, but for who views no visits', async () => {
    await changed(db)
    const $ = await open(manager, '/staff/history?place=leeds&from=1%2F11%2F2026')
    expect($('#from').val()).toBe('1/11/2026')
    const links = $('.moj-sub-navigation a')
      .toArray()
      .map((link) => $(link).attr('href'))
    expect(links).toEqual([
      '/staff/history?place=leeds&from=1%2F11%2F2026',
      '/staff/history/views?place=leeds&from=1%2F11%2F2026',
    ])
    const views = await open(manager, '/staff/history/views?person=visitor')
    expect(views('#person').val()).toBe('')
    expect(
      views('#person option')
        .toArray()
        .map((option) => views(option).text()),
    ).toEqual(['Anyone', 'The manager'])
  })
})

test('shows 25 a page, and the last page for one beyond it', async () => {
  for (let n = 0; n < 27; n += 1) await changed(db, { why: `Reason ${n}` })
  const first = await open(manager, '/staff/history?place=leeds')
  expect(rowsOf(first)).toHaveLength(25)
  expect(first('.govuk-pagination__next a').attr('href')).toBe('/staff/history?place=leeds&page=2')
  expect(tidy(first('main').text())).toContain('Page 1 of 2, 25 of 27 entries')
  for (const page of ['2', '3', '99999999999999999999']) {
    expect(whats(await open(manager, `/staff/history?page=${page}`))).toEqual([
      expect.stringContaining('Reason 1'),
      expect.stringContaining('Reason 0'),
    ])
  }
})

test('reads the first five hundred entries at most, and says so', async () => {
  await changed(db)
  await owner.raw(
    `insert into place_events (place_id, at, what, person_id)
     select place_id, at, 'closed', person_id from place_events cross join generate_series(1, 500)`,
  )
  const $ = await open(manager, '/staff/history?page=99')
  expect(tidy($('main').text())).toContain(
    'Page 20 of 20, 25 of 500 entries. There are more than 500: filter by date to see the others',
  )
  expect(rowsOf($)).toHaveLength(25)
})

test('asks the database as often for one visit as for many', async () => {
  const asked: string[] = []
  const count = ({ sql }: { sql: string }) => asked.push(sql)
  const queriesOf = async () => {
    asked.length = 0
    db.on('query', count)
    await open(manager, '/staff/history')
    db.removeListener('query', count)
    return asked.length
  }
  await aRequest(db)
  const withOne = await queriesOf()
  for (const [n, { id }] of (await bookableSlots(db)).slice(0, 5).entries())
    await aRequest(db, { slotIds: [id], prisonNumber: `B100${n}BC` })
  expect(await queriesOf()).toBe(withOne)
  expect(withOne).toBeLessThanOrEqual(5)
})
