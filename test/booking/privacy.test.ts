/** Asking about one's data: what is kept, what the page says of it, and what it refuses. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { browser } from '../browser.ts'
import type { Browser } from '../browser.ts'
import { forgetVisits } from '../builders.ts'
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
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
})

const asked = {
  kind: 'objection',
  name: '  Siân   O’Neill ',
  email: 'sian@example.org',
  reference: '7kx2 m9qd',
  words: 'I did not agree.\n\nTake me off.',
}
const open = () => browser(service.url).opens('/privacy/ask')
const kept = () =>
  query<{ reference: string }>(
    db,
    `select reference, kind, language, name, email, visit_reference, words, acknowledge_by, acknowledged_at
     from privacy_requests order by id`,
  )

test('is kept, and the page says by when it is acknowledged, by people', async () => {
  const visitor = await browser(service.url).opens('/privacy')
  await visitor.follows('Ask about your data')
  expect(visitor.heading()).toBe('Ask about your data')
  await visitor.answers(asked)
  const rows = await kept()
  expect(rows).toMatchObject([
    {
      ...{ kind: 'objection', language: 'en', name: 'Siân O’Neill', email: 'sian@example.org' },
      ...{ visit_reference: '7KX2M9QD', words: asked.words },
      ...{ acknowledge_by: '2026-12-18', acknowledged_at: null },
    },
  ])
  expect(visitor.address()).toBe('/privacy/ask/sent')
  expect(visitor.heading()).toContain('We have what you sent')
  expect(visitor.text()).toContain(rows[0]?.reference ?? 'none')
  expect(visitor.text()).toContain('by Friday 18 December 2026')
  expect(visitor.text()).toContain('A person will write that email')
  expect(visitor.page()('title').text()).not.toMatch(/Siân|7KX2M9QD/)
  expect(visitor.header('cache-control')).toBe('no-store')
  expect(service.logged()).not.toMatch(/sian@example\.org|O’Neill|7KX2M9QD|did not agree/)
})

test('speaks Welsh, and counts thirty days in London', async () => {
  clock.set('2026-06-30T23:30:00Z')
  const visitor = await browser(service.url).opens('/privacy/ask?lang=cy')
  expect(visitor.heading()).toBe('Gofyn am eich data')
  await visitor.answers({ ...asked, kind: 'complaint', reference: '' })
  expect(await kept()).toMatchObject([
    { kind: 'complaint', language: 'cy', visit_reference: null, acknowledge_by: '2026-07-31' },
  ])
  expect(visitor.text()).toContain('erbyn dydd Gwener 31 Gorffennaf 2026')
})

test('is kept once however often it is sent', async () => {
  const visitor = await open()
  await Promise.all(Array.from({ length: 5 }, () => visitor.posts('/privacy/ask', asked)))
  const [row, ...more] = await kept()
  expect(more).toEqual([])
  await (await visitor.opens('/privacy/ask')).answers(asked)
  expect(visitor.text()).toContain(row?.reference ?? 'none')
  await (await visitor.opens('/privacy/ask')).answers({ ...asked, words: 'Something else' })
  expect(await kept()).toHaveLength(2)
})

test('says what is wrong and keeps what was typed', async () => {
  const visitor = await open()
  await visitor.answers({})
  expect(visitor.status()).toBe(422)
  expect(visitor.errors()).toEqual([
    'Select what it is about',
    'Enter your full name',
    'Enter your email address',
    'Tell us what happened',
  ])
  const typed = { ...asked, email: 'sian', reference: 'no', name: 'x'.repeat(201), words: 'y'.repeat(4001) }
  await visitor.answers(typed)
  expect(visitor.errors()).toEqual([
    'Full name must be 200 characters or less',
    'Enter an email address in the correct format, like name@example.com',
    'Enter a reference in the correct format, like 7KX2M9QD, or leave it empty',
    'What happened must be 4,000 characters or less',
  ])
  for (const name of ['email', 'reference', 'name', 'words'] as const)
    expect(visitor.value(name)).toBe(typed[name])
  expect(visitor.page()('#kind').is(':checked')).toBe(true)
  expect(await kept()).toEqual([])
  await visitor.answers({ ...asked, words: '😀'.repeat(2000) })
  expect(visitor.status()).toBe(200)
})

test('shows markup as what it is', async () => {
  const visitor = await open()
  await visitor.answers({ ...asked, name: '<b>Siân</b>', email: '', words: '"<script>' })
  expect(visitor.value('name')).toBe('<b>Siân</b>')
  expect(visitor.page()('main b, main script')).toHaveLength(0)
})

test('the receipt is only for the browser that sent it', async () => {
  await (await open()).answers(asked)
  const other: Browser = await browser(service.url).opens('/privacy/ask/sent')
  expect(other.address()).toBe('/privacy/ask')
})

test('can be sent ten times an hour from one address', async () => {
  const visitor = await open()
  for (let n = 0; n < 10; n += 1) {
    await visitor.opens('/privacy/ask')
    await visitor.answers({ ...asked, words: `Number ${n}` })
  }
  expect(visitor.status()).toBe(200)
  await visitor.opens('/privacy/ask')
  await visitor.answers(asked)
  expect(visitor.status()).toBe(429)
  expect(await kept()).toHaveLength(10)
})

test('is not sent from another site', async () => {
  const visitor = await open()
  await visitor.posts('/privacy/ask', { ...asked, _csrf: 'guessed' })
  expect(visitor.status()).toBe(403)
  expect(await kept()).toEqual([])
})

test('while the database is busy, the form can be sent again as it is', async () => {
  const visitor = await open()
  const connection = await db.transaction()
  await connection.raw("select pg_advisory_xact_lock(hashtextextended('privacy sian@example.org', 0))")
  await visitor.answers(asked)
  expect([visitor.status(), visitor.value('words')]).toEqual([503, asked.words])
  await connection.commit()
  await visitor.answers()
  expect(visitor.heading()).toContain('We have what you sent')
})
