/** The main job in a real browser: a family asks, a clerk decides, the visitor is told. */
import type { Page } from 'playwright-core'
import { query } from '../../src/store/database.ts'
import { forgetVisits } from '../builders.ts'
import { openWindow, phone } from '../chromium.ts'
import type { CheckedPage } from '../chromium.ts'
import { linkIn, messageOf, runningService } from './running.ts'
import type { Running } from './running.ts'
import { words } from './words.ts'

let running: Running

beforeAll(async () => {
  running = await runningService()
}, 60_000)
afterAll(() => running.stop())
beforeEach(() => forgetVisits(running.owner))

const fillDate = async (page: Page, day: string, month: string, year: string) => {
  await page.locator('#dateOfBirth-day').fill(day)
  await page.locator('#dateOfBirth-month').fill(month)
  await page.locator('#dateOfBirth-year').fill(year)
}

async function ask(
  { page, check }: CheckedPage,
  said: (typeof words)['en'],
  javaScript: boolean,
): Promise<void> {
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  const go = (name = said.continue) => page.getByRole('button', { name, exact: true }).click()
  await heading(said.start)
  await check()
  await go(said.startNow)
  await heading(said.prison)
  await check()
  await go()
  await page.getByText(said.prisonMissing).first().waitFor()
  await check()
  if (javaScript) {
    await page.locator('input#prison').fill('lee')
    await page.getByRole('option', { name: 'Leeds' }).waitFor()
    await check()
    // Choosing from the list and typing the whole name are both ways to choose.
    if (said === words.en) {
      await page.getByRole('option', { name: 'Leeds' }).click()
    } else {
      await page.locator('input#prison').fill('leeds')
      await page.keyboard.press('Tab')
    }
  } else {
    await page.locator('#prison').selectOption({ label: 'Leeds' })
  }
  await go()
  await heading(said.prisoner)
  await go()
  await check()
  await page.locator('#firstName').fill('Dewi')
  await page.locator('#lastName').fill('Test')
  await fillDate(page, '20', '10', '1980')
  await page.locator('#prisonNumber').fill('A1234BC')
  await go()
  await heading(said.yourDetails)
  await check()
  await page.locator('#firstName').fill('Gwen')
  await page.locator('#lastName').fill('Example')
  await fillDate(page, '15', '6', '1985')
  await go()
  await heading(said.otherVisitors)
  await check()
  await page.locator('#another').check()
  await go()
  await heading(said.visitorDetails)
  await check()
  await page.locator('#firstName').fill('Tomos')
  await page.locator('#lastName').fill('Example')
  await fillDate(page, '28', '2', '2018')
  await go()
  await heading(said.otherVisitors)
  await page.locator('#another-2').check()
  await check()
  await go()
  await heading(said.firstChoice)
  await go()
  await check()
  await page.locator('#slot').check()
  await go()
  await heading(said.secondChoice)
  await check()
  await page.locator('#slot').check()
  await go()
  await heading(said.thirdChoice)
  await page.locator('#slot-none').check()
  await check()
  await go()
  await heading(said.support)
  await check()
  await page.locator('#support-3').check()
  await page.locator('#interpreter').fill('Polish')
  await check()
  await go()
  await heading(said.contactDetails)
  await check()
  await page.locator('#email').fill('gwen@example.org')
  await go()
  await heading(said.checkAnswers)
  await check()
  await go(said.sendRequest)
  await heading(said.requestSent)
  await check()
}

async function decide({ page, check }: CheckedPage): Promise<void> {
  await page.goto('/staff')
  await page.getByRole('button', { name: 'clerk', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Visit requests' }).waitFor()
  await check()
  await page.getByRole('link', { name: 'Test, Dewi' }).click()
  await page.getByText('Your decision').waitFor()
  await check()
  await page.getByRole('button', { name: 'Send decision' }).click()
  await page.getByText('There is a problem').waitFor()
  await check()
  await page.getByLabel('Confirm first choice').check()
  await page.getByRole('button', { name: 'Send decision' }).click()
  await page.getByText('Your decision').waitFor({ state: 'detached' })
  await check()
}

test.each([
  ['in English with JavaScript', 'en', true, { width: 1280, height: 900 }],
  ['in English without JavaScript, on a phone', 'en', false, phone],
  ['in Welsh with JavaScript, on a phone', 'cy', true, phone],
  ['in Welsh without JavaScript', 'cy', false, { width: 1280, height: 900 }],
] as const)(
  'a family asks, a clerk confirms, the visitor reads it: %s',
  async (_how, language, javaScript, viewport) => {
    const said = words[language]
    const { db, service } = running
    const visitor = await openWindow(service.url, { javaScript, viewport })
    await visitor.page.goto(`/?lang=${language}`)
    await ask(visitor, said, javaScript)
    const clerk = await openWindow(service.url, { javaScript, viewport })
    await decide(clerk)
    await visitor.page.goto('/demo/mailbox')
    await visitor.check()
    const [visit] = await query<{ reference: string }>(db, 'select reference from visits')
    const told = await messageOf(visitor.page, visit ?? { reference: '' }, said.bookedSubject)
    await visitor.page.goto(linkIn(told))
    await visitor.page.getByRole('heading', { level: 1, name: said.booked }).waitFor()
    await visitor.check()
    expect([...visitor.complaints, ...clerk.complaints]).toEqual([])
    expect(await query(db, 'select status from visits')).toEqual([{ status: 'booked' }])
    await Promise.all([visitor.context.close(), clerk.context.close()])
  },
  120_000,
)

test('every public page that stands still is clear on a phone and a desk, in both languages', async () => {
  const { page, check, complaints, context } = await openWindow(running.service.url, { viewport: phone })
  for (const language of ['en', 'cy']) {
    for (const path of [
      '/',
      '/help',
      '/cookies',
      '/privacy',
      '/accessibility',
      '/terms',
      '/visits',
      '/no-such-page',
    ]) {
      await page.goto(`${path}?lang=${language}`)
      await check()
    }
  }
  expect(complaints).toEqual([])
  await context.close()
}, 120_000)
