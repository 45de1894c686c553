/** The cookies page tells of every cookie that a browser holds after going through all areas, and of no other. */
import type { BrowserContext } from 'playwright-core'
import { aRequest } from '../builders.ts'
import { openWindow } from '../chromium.ts'
import { clock } from '../clock.ts'
import { runningService } from './running.ts'
import type { Running } from './running.ts'

let running: Running

beforeAll(async () => {
  clock.set('2026-11-18T10:00:00Z')
  running = await runningService()
  await aRequest(running.db)
}, 60_000)
afterAll(() => running.stop())

/** Those that the service sets; the demo's sign-in is a service of others in a deployment. */
const ours = async (context: BrowserContext) =>
  (await context.cookies()).filter(({ path }) => !path.startsWith('/demo'))

test('the register and the browser agree, on names and on how long', async () => {
  const { page, context } = await openWindow(running.service.url)
  await page.goto('/?lang=cy')
  await page.goto('/?lang=en')
  expect((await ours(context)).map(({ name }) => name)).toEqual(['language'])
  await page.goto('/book/prison')
  for (const [person, area] of [
    ['manager', '/staff'],
    ['solicitor', '/professional'],
  ] as const) {
    await page.goto(area)
    await page.getByRole('button', { name: person, exact: true }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  const held = await ours(context)
  await page.goto('/cookies')
  const told = await page.locator('table tbody tr').allInnerTexts()
  const named = told.map((row) => row.split('\t')[0]?.trim() ?? '')
  expect(held.map(({ name }) => name).toSorted()).toEqual(named.toSorted())
  const hours = new Map(
    held.map(({ name, expires }) => [name, Math.round((expires * 1000 - Date.now()) / 3_600_000)]),
  )
  for (const row of told) {
    const [name = '', , expires = ''] = row.split('\t')
    expect([
      name,
      expires.includes('1 year') ? hours.get(name) === 365 * 24 : /60 minutes/.test(expires),
    ]).toEqual([name, true])
  }
  expect(held.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Lax')).toBe(true)
  const kept = 'localStorage.length + sessionStorage.length'
  expect(await page.evaluate(kept)).toBe(0)
  await context.close()
}, 60_000)
