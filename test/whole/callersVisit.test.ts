/** A caller without e-mail, in a real browser: a wrong answer reveals nothing, a right one leads to the visit, which the agent changes and cancels. */
import type { Page } from 'playwright-core'
import { listEvents } from '../../src/store/events.ts'
import { aDecidedVisit, child, gwen } from '../builders.ts'
import { openWindow } from '../chromium.ts'
import { runningService } from './running.ts'
import type { Running } from './running.ts'

let running: Running

beforeAll(async () => {
  running = await runningService()
}, 60_000)
afterAll(() => running.stop())

const headed = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click()

async function answer(page: Page, answers: Record<string, string>): Promise<void> {
  for (const [label, typed] of Object.entries(answers)) await page.getByLabel(label).fill(typed)
  await press(page, 'Look up')
}

test('a caller without e-mail is found, and their visit is changed and cancelled for them', async () => {
  const byPhone = { party: [gwen, child], email: null, mobile: '+447700900123', wantsTexts: true }
  const visit = await aDecidedVisit(running.db, {}, byPhone)
  const { page, check, complaints } = await openWindow(running.service.url)
  await page.goto('/phone')
  await press(page, 'agent')
  await headed(page, 'Calls')
  await page.locator('input[name=channel][value=phone]').check()
  await page.locator('input[name=manner][value=on_behalf]').check()
  await page.locator('select[name=reason]').selectOption('no_email')
  await press(page, 'Start the call')

  await follow(page, 'Find the caller’s visit')
  await headed(page, 'Find a caller’s visit')
  await check()
  await answer(page, {
    Reference: visit.reference,
    'Email address or mobile': '07700 900999',
    'Name of another': 'Tomos Example',
  })
  await page.getByRole('alert').waitFor()
  await check()
  const text = await page.locator('main').innerText()
  expect(text).not.toMatch(/Leeds|Dewi|Gwen|booked/i)
  await answer(page, { 'Email address or mobile': '07700 900123' })
  await headed(page, 'Visit booked')
  await check()

  await follow(page, 'Change this visit')
  await headed(page, 'Change this visit')
  await check()
  await press(page, 'Continue')
  await headed(page, 'Ask: Is anyone else coming with you?')
  await page.getByRole('link', { name: /^Remove/ }).click()
  await page.locator('main form button').click()
  await page.locator('#another-2').check()
  await press(page, 'Continue')
  await headed(page, 'Ask: When do you want to visit?')
  await check()
  await page.locator('input[name=slot]').nth(1).check()
  await press(page, 'Continue')
  await page.locator('#slot-none').check()
  await press(page, 'Continue')
  await headed(page, 'Read this back to the caller')
  await check()
  await press(page, 'Send change')
  await headed(page, 'Visit booked')
  await check()

  await follow(page, 'Cancel this visit')
  await headed(page, 'Does the caller want to cancel this visit?')
  await check()
  await press(page, 'Yes, cancel')
  await headed(page, 'Visit cancelled')
  await follow(page, 'End the call')
  expect(await page.locator('input[name=outcome][value=cancelled]').isChecked()).toBe(true)

  const done = (await listEvents(running.db, visit.id)).filter(({ actor }) => actor === 'staff')
  expect(done.map(({ what }) => what)).toEqual(['cancelled', 'change_requested', 'confirmed'])
  expect(complaints).toEqual([])
}, 120_000)
