/** How much a page brings over the wire to a browser that comes for the first time, and to one that has been there. */
import { phone, weighingBrowser } from '../../bench/weight.ts'
import { aRequest } from '../builders.ts'
import { desk } from '../chromium.ts'
import { clock } from '../clock.ts'
import { runningService } from './running.ts'
import type { Running } from './running.ts'

let running: Running
let browser: Awaited<ReturnType<typeof weighingBrowser>>

beforeAll(async () => {
  clock.set('2026-11-18T10:00:00Z')
  running = await runningService()
  await aRequest(running.db)
  browser = await weighingBrowser({ slow: false })
}, 60_000)
afterAll(async () => {
  await browser.close()
  await running.stop()
})

const kilobyte = 1024

const pages = [
  ['the start page', '/', 110],
  ['the first question, with its list that is typed into', '/book/prison', 130],
  ['a page to find a visit', '/visits', 110],
  ['feedback', '/feedback', 110],
] as const

test.each([
  ...pages.map(([what, path, most]) => [`${what}, on a phone`, phone, path, most] as const),
  ...pages.map(([what, path, most]) => [`${what}, on a wide screen`, desk, path, most] as const),
])('%s', async (_what, viewport, path, most) => {
  const { page, weigh } = await browser.newPerson(viewport)
  const cold = await weigh(() => page.goto(running.service.url + path))
  expect(cold.bytes / kilobyte).toBeLessThanOrEqual(most)
  expect(cold.requests).toBeLessThanOrEqual(8)
  const warm = await weigh(() => page.goto(running.service.url + path))
  expect(warm.bytes / kilobyte).toBeLessThanOrEqual(8)
  await page.context().close()
})

test('the staff’s list of requests', async () => {
  const { page, weigh } = await browser.newPerson()
  await page.goto(`${running.service.url}/staff`)
  const cold = await weigh(() => page.getByRole('button', { name: 'clerk', exact: true }).click())
  expect(await page.locator('h1').innerText()).toBe('Visit requests')
  expect(cold.bytes / kilobyte).toBeLessThanOrEqual(160)
  await page.context().close()
})
