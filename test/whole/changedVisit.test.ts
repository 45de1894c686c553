/** A booked visit is changed, in a real browser: its new time is taken first, a clerk refuses, a clerk agrees. */
import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { mintLink } from '../../src/store/links.ts'
import type { Slot } from '../../src/store/slots.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aDecidedVisit, aRequest, bookableSlots, forgetVisits, mustRead } from '../builders.ts'
import { openWindow, phone } from '../chromium.ts'
import type { CheckedPage } from '../chromium.ts'
import { clock } from '../clock.ts'
import { linkIn, messageOf, runningService } from './running.ts'
import type { Running } from './running.ts'

let running: Running
let taken: Slot
let free: Slot

beforeAll(async () => {
  running = await runningService()
  const [, second, third] = await bookableSlots(running.db)
  if (!second || !third) throw new Error('Too few slots')
  ;[taken, free] = [second, third]
}, 60_000)
afterAll(() => running.stop())
beforeEach(() => forgetVisits(running.owner))

const headed = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click()

/** From the visit's page to "Check your answers", with that slot as the only choice. */
async function chooseTime({ page, check }: CheckedPage, { id }: Slot): Promise<void> {
  await follow(page, 'Change this visit')
  await headed(page, 'Change this visit')
  await check()
  await press(page, 'Continue')
  await headed(page, 'Do you want to add another visitor?')
  await page.locator('#another-2').check()
  await press(page, 'Continue')
  await headed(page, 'When do you want to visit?')
  await check()
  await page.locator(`input[name=slot][value="${id}"]`).check()
  await press(page, 'Continue')
  await headed(page, 'Choose a second time')
  await page.locator('#slot-none').check()
  await press(page, 'Continue')
  await headed(page, 'Check your answers')
  await check()
}

async function openVisit({ page }: CheckedPage, { id }: Visit): Promise<void> {
  const secret = await mintLink(running.db, id, clock.now(), randomBytes)
  await page.goto(`/visits/${secret}`)
  await headed(page, 'Visit booked')
}

async function signIn({ page }: CheckedPage, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('button', { name: 'clerk', exact: true }).click()
  await page.getByText('Your decision on the change').waitFor()
}

test('a change to a time that somebody else takes first is refused, and the old place is kept', async () => {
  const visitor = await openWindow(running.service.url, { viewport: phone })
  const { page, check } = visitor
  const visit = await aDecidedVisit(running.db)
  await running.owner('slots').where({ id: taken.id }).update({ wanted: 1 })
  await openVisit(visitor, visit)
  await chooseTime(visitor, taken)
  await aRequest(running.db, { slotIds: [taken.id], prisonNumber: 'B1234BC' })
  await press(page, 'Send change')
  await headed(page, 'When do you want to visit?')
  await check()
  expect(await mustRead(running.db, visit.id)).toMatchObject({
    status: 'booked',
    slot: { id: visit.slot?.id },
    heldSlotId: null,
  })
  expect(visitor.complaints).toEqual([])
  await visitor.context.close()
}, 60_000)

test.each([
  ['agrees', 'Confirm first choice', 'The prison has changed your visit', true],
  ['refuses', 'Refuse', 'Your visit was not changed', false],
] as const)(
  'a clerk %s to a change, and the visitor reads it',
  async (_what, decision, subject, isChanged) => {
    const visitor = await openWindow(running.service.url)
    const visit = await aDecidedVisit(running.db)
    await openVisit(visitor, visit)
    await chooseTime(visitor, free)
    await press(visitor.page, 'Send change')
    await headed(visitor.page, 'Visit booked')
    await visitor.page.getByText('You asked to change this visit').waitFor()
    await visitor.check()
    const clerk = await openWindow(running.service.url)
    await signIn(clerk, `/staff/visits/${visit.reference}`)
    await clerk.check()
    await clerk.page.getByLabel(decision, { exact: true }).check()
    if (!isChanged) await clerk.page.getByLabel('Why you refuse the change').fill('There is no officer then')
    await press(clerk.page, 'Send decision on the change')
    await clerk.page.getByText('Your decision on the change').waitFor({ state: 'detached' })
    await clerk.check()
    const message = await messageOf(visitor.page, visit, subject)
    expect(message.body.includes('no officer')).toBe(!isChanged)
    await visitor.page.goto(linkIn(message))
    await headed(visitor.page, 'Visit booked')
    await visitor.check()
    const now = await mustRead(running.db, visit.id)
    expect(now.slot?.id).toBe(isChanged ? free.id : visit.slot?.id)
    expect([...visitor.complaints, ...clerk.complaints]).toEqual([])
    await Promise.all([visitor.context.close(), clerk.context.close()])
  },
  60_000,
)
