/** A visit on paper: its page in a real browser, printed. */
import { randomBytes } from 'node:crypto'
import type { Database } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aDecidedVisit, aRequest, child, forgetVisits, gwen, otherAdult } from '../builders.ts'
import { openWindow, phone } from '../chromium.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let db: Database
let owner: Database
let service: TestService

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  service = await testService(db, { limitMultiplier: 100 })
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(owner)
})

const party = [gwen, child, otherAdult]
const linkTo = async ({ id }: Visit) => `/visits/${await mintLink(db, id, clock.now(), randomBytes)}`
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0

test.each(['en', 'cy'])(
  'a booked visit prints on two pages at most, without the site about it: %s',
  async (lang) => {
    const visit = await aDecidedVisit(
      db,
      { message: 'Use the side gate.\n'.repeat(8) },
      { party, language: 'en' },
    )
    const { page, check, complaints } = await openWindow(service.url)
    await page.goto(`${await linkTo(visit)}?lang=${lang}`)
    await check()
    await expect(page.locator('[data-print] button').isVisible()).resolves.toBe(true)
    await page.emulateMedia({ media: 'print' })
    const shown = await page.evaluate('document.body.innerText')
    for (const text of [visit.reference, 'Gwen Example', ...visit.place.address.split('\n'), 'ID']) {
      expect(shown).toContain(text)
    }
    for (const selector of ['nav', 'header', 'footer', 'button', '.govuk-skip-link', 'main a']) {
      expect(await page.locator(selector).filter({ visible: true }).count()).toBe(0)
    }
    expect(pagesOf(await page.pdf({ format: 'A4' }))).toBeLessThanOrEqual(2)
    expect(complaints).toEqual([])
  },
  30_000,
)

test('the button prints', async () => {
  const { page } = await openWindow(service.url, { viewport: phone })
  await page.goto(await linkTo(await aRequest(db, { party })))
  await page.evaluate('window.print = () => { document.title = "printed" }')
  await page.locator('[data-print] button').click()
  expect(await page.title()).toBe('printed')
}, 30_000)

test('without JavaScript there is no button that would do nothing', async () => {
  const { page, check } = await openWindow(service.url, { javaScript: false, viewport: phone })
  await page.goto(await linkTo(await aRequest(db)))
  await check()
  expect(await page.locator('[data-print] button').isVisible()).toBe(false)
}, 30_000)
