/** The public figures: JSON and CSV, with small numbers left out, made once until they change. Contract; standards K16. */
import { aMonth, keep, noFigures, offline } from './figures.ts'
import { parse } from 'csv-parse/sync'
import supertest from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
})
beforeEach(() => noFigures(owner))

interface Json {
  updatedAt: string | null
  months: Record<string, unknown>[]
}
const json = async () => (await supertest(service.url).get('/performance.json').expect(200)).body as Json

test('the JSON has the shape of the contract, with null for what is not available or too small', async () => {
  await aMonth(db)
  const { updatedAt, months } = await json()
  expect(updatedAt).toBe(clock.now().toISOString())
  const assistedPhone = {
    ...{ volume: 40, bookings: 15, minutes: 400, talkThrough: null, onBehalf: null },
    ...{ waitSeconds: 60, abandonment: 0.2, costPerMinute: null, costPerBooking: null },
    satisfaction: { weighted: null, topTwo: null, counts: { 1: null, 2: null, 3: null, 4: null, 5: null } },
  }
  expect(months.map(({ month, prison }) => `${String(month)} ${String(prison)}`)).toEqual([
    '2026-10 all',
    '2026-10 cardiff',
    '2026-10 leeds',
    '2026-10 wandsworth',
  ])
  expect(months[0]).toMatchObject({
    bookings: 85,
    takeUp: { current: 0.75, of2014: 0.6 },
    completion: 0.8,
    satisfaction: { weighted: 0.883, topTwo: 0.9, counts: { 1: null, 5: null } },
    costPerTransaction: null,
    decision: { median: 20, p95: 50, withinPromise: 0.75 },
    assisted: { phone: assistedPhone, faceToFace: { volume: 0, minutes: 0 } },
  })
  const ofPrisons = Object.fromEntries(months.slice(1).map((entry) => [String(entry.prison), entry]))
  expect(ofPrisons.leeds).toMatchObject({
    ...{ bookings: 75, takeUp: { current: 0.75, of2014: 0.6 }, completion: 0.8 },
    satisfaction: { weighted: null, topTwo: null },
    costPerTransaction: null,
    assisted: { phone: { volume: null } },
  })
  // The small number, and the next smallest with it: the total would tell.
  expect([ofPrisons.cardiff, ofPrisons.wandsworth]).toMatchObject([
    { bookings: null, takeUp: { current: null, of2014: null }, completion: null },
    { bookings: null, takeUp: { current: null } },
  ])
})

test('every entry has the same names', async () => {
  await aMonth(db)
  const namesIn = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, namesIn(part)]))
      : 0
  const { months } = await json()
  for (const entry of months) expect(namesIn(entry)).toEqual(namesIn(months[0]))
})

test('the CSV has a line for each entry, and says why a value is missing', async () => {
  await aMonth(db)
  const answer = await supertest(service.url).get('/performance.csv').expect(200)
  expect(answer.headers['content-type']).toContain('text/csv')
  expect(answer.headers['content-disposition']).toContain('prison-visit-booking.csv')
  const rows = parse(answer.text, { columns: true, bom: true }) as unknown as Record<string, string>[]
  expect(
    rows.map((row) => [row.prison, row.bookings, row['takeUp.current'], row.costPerTransaction]),
  ).toEqual([
    ['all', '85', '0.75', '[x]'],
    ['cardiff', '[c]', '[x]', '[x]'],
    ['leeds', '75', '0.75', '[x]'],
    ['wandsworth', '[c]', '[x]', '[x]'],
  ])
})

test('without a complete month there are no figures, rather than zeros', async () => {
  expect(await json()).toEqual({ updatedAt: null, months: [] })
  const csv = await supertest(service.url).get('/performance.csv').expect(200)
  expect(csv.text).toContain('month,prison')
  const reader = await browser(service.url).opens('/performance')
  expect(reader.text()).toContain('There are no figures yet')
  expect(reader.page()('.app-chart, table')).toHaveLength(0)
})

test('a month that goes on is not published', async () => {
  await aMonth(db)
  await keep(db, [['leeds', 'bookings', 'online', 99]], '2026-11-01')
  await query(db, "update measured_months set closed = false where month = '2026-11-01'")
  expect((await json()).months.every(({ month }) => month === '2026-10')).toBe(true)
})

test('costs of twelve whole months make a cost per transaction', async () => {
  const months = Array.from({ length: 12 }, (_, n) =>
    new Date(Date.UTC(2025, 10 + n, 1)).toISOString().slice(0, 10),
  )
  for (const month of months) {
    await keep(db, [['leeds', 'bookings', 'online', 50]], month)
    await offline(db, 'leeds', 50, month)
  }
  for (const [channel, pence] of Object.entries({ online: 120_000, offline: 360_000 })) {
    await query(
      db,
      `insert into costs (first_month, last_month, channel, category, pence)
       values ('2025-11-01', '2026-10-01', :channel, 'staff', :pence)`,
      { channel, pence },
    )
  }
  const all = (await json()).months.filter(({ prison }) => prison === 'all')
  expect(all.map(({ costPerTransaction }) => costPerTransaction)).toEqual([4, ...Array<null>(11).fill(null)])
})

test.each(['/performance', '/performance.json', '/performance.csv'])(
  '%s is made once, until the figures change, and asks the database once a minute at most',
  async (path) => {
    await aMonth(db)
    let queries = 0
    db.on('query', () => (queries += 1))
    const ask = (etag = '') => supertest(service.url).get(path).set('If-None-Match', etag)
    const first = await ask()
    queries = 0
    const again = await ask(first.headers.etag)
    expect([again.status, queries]).toEqual([304, 0])
    clock.set(new Date(clock.now().getTime() + 61_000).toISOString())
    await query(db, 'update monthly_figures set count = count + 100; ')
    await query(db, 'update measured_months set measured_at = :now', { now: clock.now() })
    const changed = await ask(first.headers.etag)
    expect(changed.status).toBe(200)
    expect(changed.text).not.toBe(first.text)
  },
)
