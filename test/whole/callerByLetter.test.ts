/** An agent books for a caller who has neither e-mail nor text messages and reads Welsh; the letter fits its envelope. */
import type { Page } from 'playwright-core'
import { query } from '../../src/store/database.ts'
import { openWindow, phone } from '../chromium.ts'
import { clock } from '../clock.ts'
import { typedPrisoner, typedYou } from '../journeyAnswers.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'

let service: TestService
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  service = await testService(database.db)
})

const headed = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function fill(page: Page, typed: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(typed)) await page.locator(`[name="${name}"]`).fill(value)
}

const mm = 96 / 25.4
/** What the print style leaves free around the letter. */
const margin = { top: 15 * mm, left: 20 * mm }

/** The address on paper, in millimetres from its left and upper edge. */
async function addressOnPaper(page: Page) {
  await page.setViewportSize({ width: Math.round(170 * mm), height: 1000 })
  await page.emulateMedia({ media: 'print' })
  const box = await page.locator('.phone-letter__to').boundingBox()
  await page.emulateMedia({ media: 'screen' })
  if (!box) throw new Error('No address')
  const [left, top] = [(box.x + margin.left) / mm, (box.y + margin.top) / mm]
  return { left, top, right: left + box.width / mm, bottom: top + box.height / mm }
}

async function startCall(page: Page): Promise<void> {
  await headed(page, 'Calls')
  await page.getByLabel('Phone', { exact: true }).check()
  await page.getByLabel('Filling it in for them').check()
  await page.getByLabel('Why do they need help?').selectOption('no_internet')
  await press(page, 'Start the call')
  await headed(page, 'Call')
}

test('books in a call, reads the reference out and posts a letter in Welsh that fits a window envelope', async () => {
  const window = await openWindow(service.url, { viewport: phone })
  const { page, check } = window
  await page.goto('/phone')
  await press(page, 'agent')
  await startCall(page)
  await check()
  clock.set(new Date(clock.now().getTime() + 125_000).toISOString())
  await page.reload()
  expect(await page.locator('.phone-bar__time').textContent()).toMatch(/^2:0\d$/)

  await page.getByRole('button', { name: 'Book a visit' }).click()
  await headed(page, 'Ask: Which prison do you want to visit?')
  await check()
  await page.locator('#prison').fill('Cardiff')
  await page.getByRole('option', { name: /^Cardiff/ }).click()
  await press(page, 'Continue')
  await headed(page, 'Ask: Who are you visiting?')
  await fill(page, typedPrisoner)
  await press(page, 'Continue')
  await headed(page, 'Ask: What are your details?')
  await fill(page, typedYou)
  await press(page, 'Continue')
  await headed(page, 'Ask: Is anyone else coming with you?')
  await page.getByLabel('No', { exact: true }).check()
  await press(page, 'Continue')
  await headed(page, 'Ask: When do you want to visit?')
  await check()
  await page.locator('input[name=slot]').first().check()
  await press(page, 'Continue')
  await headed(page, 'Ask: Which time would suit you second best?')
  await page.locator('#slot-none').check()
  await press(page, 'Continue')
  await headed(page, 'Ask: Does anyone need extra support at the prison?')
  await press(page, 'Continue')
  await headed(page, 'Ask: How should we contact you?')
  await page.getByLabel('Welsh').check()
  await fill(page, { addressLine1: '1 Made Up Street', addressLine3: 'Caerdydd', postcode: 'cf10 1aa' })
  await check()
  await press(page, 'Continue')

  await headed(page, 'Read this back to the caller')
  await press(page, 'Send request')
  await page.getByRole('link', { name: 'Read the details to the caller' }).waitFor()
  await check()
  await page.getByLabel('The caller has confirmed these details').check()
  await press(page, 'Send request')
  await headed(page, 'Request sent')
  await check()
  const [visit] = await query<{ reference: string }>(database.db, 'select reference from visits')
  const groups = await page.locator('.phone-reference__group').allTextContents()
  expect(groups.join('')).toBe(visit?.reference)

  await page.getByRole('link', { name: 'Print the letter to post' }).click()
  await headed(page, 'Letter to post')
  await check()
  expect(await page.locator('.phone-letter').textContent()).toContain('Rydym wedi cael eich cais am ymweliad')
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  const address = await addressOnPaper(page)
  expect(address.left).toBeCloseTo(20, 0)
  expect(address.top).toBeCloseTo(50, 0)
  expect(address.right).toBeLessThanOrEqual(105)
  expect(address.bottom).toBeLessThanOrEqual(80)
  await press(page, 'Mark as posted')
  await headed(page, 'Letters to post')
  await check()

  await page.goto('/phone')
  await page.getByRole('link', { name: /^Go back to the call/ }).click()
  await page.getByRole('link', { name: 'End the call' }).click()
  await headed(page, 'End the call')
  await check()
  expect(await page.getByLabel('Booked').isChecked()).toBe(true)
  await page.getByLabel('Very satisfied').check()
  await press(page, 'End the call')
  await headed(page, 'Calls')
  await check()
  expect(window.complaints).toEqual([])
}, 120_000)
