/** The professionals' area in both languages: before and after they say who they are, with answers, visits and colleagues. */
import type { Database } from '../../src/store/database.ts'
import { anOfficialRequest } from '../builders.ts'
import { browser } from '../browser.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { aDecidedOfficial, interpreter } from '../officials.ts'
import { upTo } from '../professional/officialAnswers.ts'
import { personIdOf, sunil } from '../professional/professionalBrowser.ts'
import { testService } from '../service.ts'
import { signedIn } from '../staff/staffBrowser.ts'
import { everyPage } from './crawl.ts'
import { examine, examineFrom } from './everyPage.ts'

const languages = ['en', 'cy']

let db: Database
let url: string

beforeAll(async () => {
  clock.set('2026-11-18T10:00:00Z')
  ;({ db } = await testDatabase())
  ;({ url } = await testService(db, { limitMultiplier: 100 }))
})

test('as a newcomer', async () => {
  const agent = await signedIn(url, 'solicitor-two', '/professional')
  expect((await examineFrom(url, agent, ['/professional'], languages)).wrong).toEqual([])
}, 60_000)

test('as somebody who books', async () => {
  const agent = await signedIn(url, 'solicitor', '/professional')
  const page = await browser(url, agent).opens('/professional')
  await page.answers(sunil)
  await page.posts('/professional/sharing', { email: 'solicitor-two@example.org' })
  const professionalId = await personIdOf(db)
  const asked = await anOfficialRequest(db, { professionalId, party: [sunilHimself, interpreter] })
  const booked = { professionalId, visitType: 'official_video', prisonNumber: 'C3456DE' } as const
  const confirmed = await aDecidedOfficial(db, { message: 'Use the side gate' }, booked)
  const refused = { decision: 'reject', reasons: ['no_allowance'] } as const
  const rejected = await aDecidedOfficial(
    db,
    { ...refused, reasons: [...refused.reasons] },
    { professionalId, prisonNumber: 'D4567EF' },
  )
  await upTo(page, 'check-answers')
  const from = [page.address(), ...everyPage('/professional', { reference: asked.reference })]
  const examined = await examineFrom(url, agent, from, languages)
  expect(examined.wrong).toEqual([])
  expect(examined.pages).toBeGreaterThan(20)
  expect(examined.forms).toBeGreaterThan(12)
  const others = [confirmed, rejected].map(({ reference }) => `/professional/visits/${reference}`)
  expect((await examine(url, agent, others, languages)).wrong).toEqual([])
}, 120_000)

const sunilHimself = { kind: 'official_visitor', firstName: 'Sunil', lastName: 'Solicitor' } as const
