/** A visit's life after the request, in a real browser: cancelled in time, an address corrected, reminded, expired. */
import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { queueJob } from '../../src/store/jobs.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aDecidedVisit, aRequest, forgetVisits } from '../builders.ts'
import { openWindow, phone } from '../chromium.ts'
import { clock } from '../clock.ts'
import { linkIn, messageOf, runningService } from './running.ts'
import type { Running } from './running.ts'

let running: Running

const start = clock.now().toISOString()
const minute = 60_000

beforeAll(async () => {
  running = await runningService()
}, 60_000)
afterAll(() => running.stop())
beforeEach(async () => {
  clock.set(start)
  await forgetVisits(running.owner)
})

const headed = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click()

const pageOf = async ({ id }: Visit): Promise<string> =>
  `/visits/${await mintLink(running.db, id, clock.now(), randomBytes)}`

const startOf = ({ slot }: Visit): number => slot?.startsAt.getTime() ?? 0

const setClock = (milliseconds: number) => clock.set(new Date(milliseconds).toISOString())

test.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])(
  'a visit can be cancelled one minute before it starts and not one minute after, %s',
  async (_how, javaScript) => {
    const { page, check, complaints, context } = await openWindow(running.service.url, {
      javaScript,
      viewport: phone,
    })
    const inTime = await aDecidedVisit(running.db)
    const late = await aDecidedVisit(running.db, {}, { prisonNumber: 'B1234BC', email: 'late@example.org' })
    setClock(startOf(inTime) - minute)
    await page.goto(await pageOf(inTime))
    await headed(page, 'Visit booked')
    await check()
    await follow(page, 'Cancel this visit')
    await headed(page, 'Do you want to cancel this visit?')
    await check()
    await press(page, 'Yes, cancel')
    await headed(page, 'Visit cancelled')
    await check()
    await page.goto(`${await pageOf(late)}/cancel`)
    setClock(startOf(late) + minute)
    await press(page, 'Yes, cancel')
    await headed(page, 'It is too late to cancel this visit here')
    await check()
    expect(await running.db('visits').where({ id: late.id }).first('status')).toEqual({ status: 'booked' })
    await messageOf(page, inTime, 'You have cancelled your visit')
    expect(complaints).toEqual([])
    await context.close()
  },
  60_000,
)

test('a wrong e-mail address is corrected by the visitor: old links die, the message goes again', async () => {
  const { page, check, complaints, context } = await openWindow(running.service.url)
  const visit = await aRequest(running.db, { email: 'wrong@example.org' })
  const old = await pageOf(visit)
  const first = await messageOf(page, visit, 'We have your visit request', 'wrong@example.org')
  await page.goto(old)
  await follow(page, 'Change my contact details')
  await check()
  await page.locator('#email').fill('right@example.org')
  await press(page, 'Continue')
  await headed(page, 'Request sent')
  await check()
  expect(new URL(page.url()).pathname).not.toBe(old)
  for (const dead of [old, linkIn(first)]) {
    await page.goto(dead)
    await headed(page, 'This link has ended')
  }
  await check()
  const again = await messageOf(page, visit, first.subject, 'right@example.org')
  await page.goto(linkIn(again))
  await headed(page, 'Request sent')
  expect(complaints).toEqual([])
  await context.close()
}, 60_000)

test('a booked visit is reminded of, and a request that nobody decides expires', async () => {
  const { page, complaints, context } = await openWindow(running.service.url)
  const booked = await aDecidedVisit(running.db)
  const asked = await aRequest(running.db, { prisonNumber: 'B1234BC', email: 'asked@example.org' })
  const date = booked.slot?.date ?? ''
  setClock(Date.parse(`${date}T10:05:00Z`) - 2 * 24 * 60 * minute)
  await queueJob(running.db, 'send_reminders')
  await page.goto(linkIn(await messageOf(page, booked, 'Reminder')))
  await headed(page, 'Visit booked')
  clock.set(`${asked.expiresOn}T00:00:00Z`)
  await queueJob(running.db, 'expire_visits')
  await page.goto(linkIn(await messageOf(page, asked, 'has ended')))
  await headed(page, 'Request expired')
  expect(complaints).toEqual([])
  await context.close()
}, 60_000)
