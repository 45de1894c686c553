/** Who does nothing for 55 minutes is warned and may go on; after 60 the page leads to one that says what became of it. */
import type { Page } from 'playwright-core'
import { openWindow, phone } from '../chromium.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let service: TestService

beforeAll(async () => {
  const { db } = await testDatabase()
  service = await testService(db)
})
beforeEach(() => {
  clock.set('2026-11-18T10:00:00Z')
})

/** The first question, with the browser's clock in our hands and an answer half typed. */
async function atTheFirstQuestion(viewport?: typeof phone) {
  const window = await openWindow(service.url, { viewport })
  await window.page.clock.install({ time: new Date('2026-11-18T10:00:00Z') })
  await window.page.goto('/book/prison')
  await window.page.locator('input#prison').fill('Lee')
  return window
}

/** Both clocks, the browser's and ours. */
async function minutesPass(page: Page, minutes: number): Promise<void> {
  clock.set(new Date(clock.now().getTime() + minutes * 60_000).toISOString())
  await page.clock.runFor(minutes * 60_000)
}

test('a warning that is answered keeps session and typed text', async () => {
  const { page, check, complaints, context } = await atTheFirstQuestion(phone)
  const dialog = page.getByRole('dialog', { name: 'Your answers will be closed in 5 minutes' })
  await minutesPass(page, 54)
  expect(await dialog.isVisible()).toBe(false)
  await minutesPass(page, 1)
  await dialog.waitFor()
  await check()
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  expect(await page.locator('input#prison').inputValue()).toBe('Lee')
  await minutesPass(page, 55)
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(complaints).toEqual([])
  await context.close()
})

test('without an answer the page closes, and says so', async () => {
  const { page, check, context } = await atTheFirstQuestion()
  await minutesPass(page, 60)
  await page.waitForURL('**/timed-out')
  await page.getByRole('heading', { level: 1, name: 'Your answers have been closed' }).waitFor()
  await check()
  await context.close()
})

test('another page of the service in use puts the warning off', async () => {
  const { page, context } = await atTheFirstQuestion()
  const dialog = page.getByRole('dialog')
  await minutesPass(page, 55)
  await dialog.waitFor()
  const other = await context.newPage()
  await other.goto('/visits')
  await dialog.waitFor({ state: 'hidden' })
  await context.close()
})

test('only who has a session can keep it', async () => {
  expect((await fetch(`${service.url}/book/still-here`)).status).toBe(404)
  expect((await fetch(`${service.url}/staff/still-here`, { redirect: 'manual' })).status).toBe(303)
})
