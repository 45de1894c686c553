/** The staff area: every page as those who may see it, of visits of all kinds. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { aDecidedVisit, aProfessional, aRequest, anOfficialRequest, solicitor } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { aDecidedOfficial, interpreter } from '../officials.ts'
import { testService } from '../service.ts'
import { signedIn } from '../staff/staffBrowser.ts'
import { everyPage } from './crawl.ts'
import { examine, examineFrom } from './everyPage.ts'

let db: Database
let url: string
let parts: Record<string, string>
let others: string[]

beforeAll(async () => {
  clock.set('2026-11-18T10:00:00Z')
  const { db: opened, owner } = await testDatabase()
  db = opened
  ;({ url } = await testService(db, { limitMultiplier: 100 }))
  await owner.raw("update closures set place_id = (select id from places where slug = 'leeds') where id = 1")
  await query(
    db,
    `insert into privacy_requests (reference, kind, language, name, email, words, received_at, acknowledge_by)
     values ('ABCDEFGH', 'complaint', 'en', 'Gwen', 'gwen@example.org', 'Why?', now(), '2026-12-18')`,
  )
  await query(
    db,
    `with volume as (
       insert into offline_volumes (version, month, place_id, channel, bookings) values (2, '2026-10-01', 1, 'phone', 5))
     insert into costs (version, first_month, last_month, channel, category, pence)
     values (2, '2026-10-01', '2026-10-01', 'phone', 'it', 5)`,
  )
  const [time] = await query<{ id: number }>(
    db,
    `select timetable_times.id from timetable_times join places on places.id = place_id where slug = 'cardiff' limit 1`,
  )
  const professional = await aProfessional(db, { isVerified: false })
  const asked = await aRequest(db, { prisonNumber: 'B2345CD', choices: 3 })
  const official = await anOfficialRequest(db, {
    professionalId: professional,
    party: [solicitor, interpreter],
    official: {
      items: ['papers', 'laptop'],
      itemsDetails: 'Two folders',
      urgentReason: 'The hearing is near',
    },
  })
  const booked = await aDecidedVisit(db, {}, { choices: 2 })
  const byVideo = await aDecidedOfficial(db, {}, { visitType: 'official_video', prisonNumber: 'C3456DE' })
  others = [official, booked, byVideo].map(({ reference }) => reference)
  parts = {
    reference: asked.reference,
    date: '2026-11-30',
    month: '2026-12',
    type: 'social',
    timeId: String(time?.id),
  }
  parts = { ...parts, position: '0', professional }
})

test('as a manager', async () => {
  const manager = await signedIn(url, 'manager')
  const examined = await examineFrom(url, manager, ['/staff', ...everyPage('/staff', parts)])
  expect(examined.wrong).toEqual([])
  expect(examined.pages).toBeGreaterThan(45)
  expect(examined.forms).toBeGreaterThan(20)
}, 120_000)

test('as a clerk, of visits of other kinds', async () => {
  const clerk = await signedIn(url, 'clerk')
  const addresses = others.map((reference) => `/staff/visits/${reference}`)
  expect((await examine(url, clerk, addresses)).wrong).toEqual([])
}, 60_000)

test.each(['administrator', 'analyst'])(
  'as an %s',
  async (person) => {
    const agent = await signedIn(url, person)
    const examined = await examineFrom(url, agent, ['/staff', ...everyPage('/staff', parts)])
    expect(examined.wrong).toEqual([])
    expect(examined.pages).toBeGreaterThan(5)
  },
  60_000,
)
