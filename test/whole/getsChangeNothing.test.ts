/** No page that is only read changes anything but who looked at what (standards S5): over every table of pages, and every link. */
import request from 'supertest'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import { aDecidedVisit, anOfficialRequest, aRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { aCall, personOf } from '../phone/calls.ts'
import { professionalBrowser } from '../professional/professionalBrowser.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { signedIn } from '../staff/staffBrowser.ts'
import { crawl, everyPage } from './crawl.ts'
import type { Opened } from './crawl.ts'

let db: Database
let owner: Database
let service: TestService
let pages: { reference: string; secret: string }

beforeAll(async () => {
  clock.set('2026-11-18T10:00:00Z')
  ;({ db, owner } = await testDatabase())
  service = await testService(db)
  const visit = await aRequest(db)
  await aDecidedVisit(db, {}, { prisonNumber: 'B2345CD' })
  await anOfficialRequest(db, { prisonNumber: 'C3456DE' })
  const secret = await mintLink(db, visit.id, clock.now(), () => Buffer.alloc(32, 7))
  pages = { reference: visit.reference, secret }
})

/** Who is known, who looked, what was seen when, and for how long to remember it. */
const written = ['sessions', 'rate_limits', 'visit_views', 'people']

/** What is in each table, in short. */
async function contents(): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    owner,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'
       and table_name <> all(:written)`,
    { written },
  )
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await query<{ hash: string | null }>(
      owner,
      `select md5(string_agg(cast(one as text), '|' order by cast(one as text))) as hash from ${name} as one`,
    )
    found[name] = row?.hash ?? 'empty'
  }
  return found
}

async function unchangedBy(opening: () => Promise<Opened[]>, atLeast: number): Promise<void> {
  const before = await contents()
  const opened = await opening()
  expect(opened.length).toBeGreaterThan(atLeast)
  expect(opened.filter(({ status }) => status >= 500)).toEqual([])
  expect(await contents()).toEqual(before)
}

test('the public’s pages, also those of a visit', async () => {
  const from = ['/', '/visits', `/visits/${pages.secret}`, `/visits/${pages.secret}/cancel`, '/book/prison']
  await unchangedBy(() => crawl(request.agent(service.url), from), 15)
})

test.each(['clerk', 'manager', 'administrator', 'analyst'])(
  'the staff’s pages, for the %s',
  async (person) => {
    const agent = await signedIn(service.url, person)
    const parts = { reference: pages.reference, date: '2026-11-30', month: '2026-12', type: 'social' }
    await unchangedBy(() => crawl(agent, ['/staff', ...everyPage('/staff', parts)]), 15)
  },
)

test('the agents’ pages', async () => {
  const agent = await signedIn(service.url, 'agent')
  const call = await aCall(db, await personOf(db, 'agent'))
  const parts = { reference: pages.reference, call }
  await unchangedBy(() => crawl(agent, ['/phone', ...everyPage('/phone', parts)]), 5)
})

test('the professionals’ pages', async () => {
  await professionalBrowser(service)
  const agent = await signedIn(service.url, 'solicitor', '/professional')
  const parts = { reference: pages.reference }
  await unchangedBy(() => crawl(agent, ['/professional', ...everyPage('/professional', parts)]), 2)
})
