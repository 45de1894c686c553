/** The public's pages in both languages: by themselves, of a journey with its answers, of a visit, and when nothing goes on. */
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import { aDecidedVisit, aRequest } from '../builders.ts'
import { browser } from '../browser.ts'
import { clock } from '../clock.ts'
import { openWindow } from '../chromium.ts'
import { testDatabase } from '../database.ts'
import { upTo } from '../journeyAnswers.ts'
import { testService } from '../service.ts'
import { anonymous } from '../staff/staffBrowser.ts'
import { examine, examineFrom } from './everyPage.ts'

const languages = ['en', 'cy']

let db: Database
let url: string

beforeAll(async () => {
  clock.set('2026-11-18T10:00:00Z')
  ;({ db } = await testDatabase())
  ;({ url } = await testService(db, { limitMultiplier: 100 }))
})

const linkTo = async ({ id }: { id: number }, fill: number) =>
  `/visits/${await mintLink(db, id, clock.now(), () => Buffer.alloc(32, fill))}`

test('pages of the journey and of a visit, and all that they lead to', async () => {
  const agent = anonymous(url)
  const visitor = await upTo(browser(url, agent), 'check-answers')
  const booked = await linkTo(await aDecidedVisit(db, {}, { choices: 2 }), 7)
  const from = ['/', visitor.address(), booked, '/timed-out', '/feedback/sent']
  const examined = await examineFrom(url, agent, [...from, '/nowhere'], languages)
  expect(examined.wrong).toEqual([])
  expect(examined.pages).toBeGreaterThan(25)
  expect(examined.forms).toBeGreaterThan(10)
}, 120_000)

test('other states of a visit, and links that lead nowhere', async () => {
  const rejected = await aDecidedVisit(
    db,
    { decision: 'reject', reasons: ['prisoner_moved', 'other'], otherReason: 'The hall is painted' },
    { prisonNumber: 'B2345CD' },
  )
  const requested = await aRequest(db, { prisonNumber: 'C3456DE', choices: 3 })
  const addresses = [
    await linkTo(rejected, 8),
    await linkTo(requested, 9),
    '/visits/not-a-link',
    '/alerts/not-a-link',
  ]
  expect((await examine(url, anonymous(url), addresses, languages)).wrong).toEqual([])
})

test('asking too often, and a service that is closed', async () => {
  const closed = { until: new Date('2026-11-18T12:00:00Z') }
  const strict = await testService(db, { limitMultiplier: 0 })
  const shut = await testService(db, { maintenance: () => closed })
  for (const language of languages) {
    const { page, check, context } = await openWindow(strict.url, { viewport: { width: 320, height: 640 } })
    await page.goto(`/feedback?lang=${language}`)
    await page.locator('#score').check()
    await page.locator('main form button').click()
    await page.waitForLoadState('load')
    expect(await page.locator('h1').innerText()).toMatch(/too many|gormod/i)
    await check()
    await page.goto(`${shut.url}/?lang=${language}`)
    await check()
    await context.close()
  }
})
