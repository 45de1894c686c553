/** A manager's week in a real browser: a timetable imported, Christmas Eve, a day closed; a clerk sorts its visits out. */
import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { query } from '../../src/store/database.ts'
import { mintLink } from '../../src/store/links.ts'
import type { Slot } from '../../src/store/slots.ts'
import { messagesOf } from '../actions/traces.ts'
import { aDecidedVisit, bookableSlots } from '../builders.ts'
import { openWindow } from '../chromium.ts'
import type { CheckedPage } from '../chromium.ts'
import { clock } from '../clock.ts'
import { linkIn, messagesAbout, runningService } from './running.ts'
import type { Running } from './running.ts'

let running: Running

beforeAll(async () => {
  running = await runningService()
}, 60_000)
afterAll(() => running.stop())

async function signIn({ page }: CheckedPage, person: string, path: string, heading: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('button', { name: person, exact: true }).click()
  await headed(page, heading)
}

const headed = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Every time of the place's export with another number of places. */
async function importMorePlaces({ page, check }: CheckedPage, places: number): Promise<void> {
  await check()
  const exported = await (await page.request.get('/staff/timetable/export')).text()
  const [header = '', ...lines] = exported.split('\r\n')
  const column = header.replace('\uFEFF', '').split(',').indexOf('Places')
  const changed = lines.map((line) =>
    line.startsWith('time,')
      ? line
          .split(',')
          .map((cell, n) => (n === column ? String(places) : cell))
          .join(',')
      : line,
  )
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await headed(page, 'Import a timetable')
  await check()
  const file = {
    name: 'timetable.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([header, ...changed].join('\r\n')),
  }
  await page.locator('input[type=file]').setInputFiles(file)
  await press(page, 'Preview')
  await headed(page, 'Preview of the timetable')
  await check()
  await press(page, 'Save timetable')
  await page.getByText('Timetable saved').waitFor()
}

async function giveChristmasEveOneTime({ page, check }: CheckedPage): Promise<void> {
  await page.goto('/staff/timetable/exceptions/new')
  await page.getByLabel('Social visits').check()
  await page.locator('#date').fill('24/12/2026')
  await check()
  await page.locator('main').getByRole('button').last().click()
  await headed(page, 'Times of one day')
  await page.getByLabel('Start of time 1', { exact: true }).fill('9:30')
  await page.getByLabel('End of time 1', { exact: true }).fill('11:00')
  await page.getByLabel('Places of time 1', { exact: true }).fill('6')
  for (const cell of await page.getByLabel(/of time ([2-9]|\d\d)$/).all()) await cell.fill('')
  await check()
  await press(page, 'Preview')
  await headed(page, 'Preview of the timetable')
  await check()
  await press(page, 'Save timetable')
  await page.getByText('Timetable saved').waitFor()
  await page.getByText('9:30').first().waitFor()
}

async function closeDay({ page, check }: CheckedPage, date: string): Promise<void> {
  await page.goto('/staff/closures/new')
  await page.getByLabel('All types of visit').check()
  await page.getByLabel('One date').check()
  await page.locator('#date').fill(date.split('-').toReversed().map(Number).join('/'))
  await page.getByLabel('Reason').fill('The boiler is being replaced')
  await check()
  await press(page, 'Continue')
  await headed(page, 'Check before you close')
  await page.getByText('12 booked visits').waitFor()
  await check()
  await press(page, 'Close and flag these visits')
  await headed(page, 'Visits to sort out')
  await page.getByText('12 visits to sort out').waitFor()
  await check()
}

/** Twelve visits on the first day that has slots. */
async function bookTwelve(): Promise<{ date: string; references: string[] }> {
  const slots = await bookableSlots(running.db)
  const date = slots[0]?.date ?? ''
  const ofDay = slots.filter((slot) => slot.date === date)
  const slotOf = (n: number) => ofDay[n % ofDay.length] as Slot
  const references: string[] = []
  for (let n = 0; n < 12; n += 1) {
    const asked = {
      slotIds: [slotOf(n).id],
      prisonNumber: `A${1000 + n}BC`,
      email: `visitor-${n}@example.org`,
    }
    references.push((await aDecidedVisit(running.db, {}, asked)).reference)
  }
  return { date, references }
}

async function readByReference(reference: string): Promise<{ id: number }> {
  const [visit] = await query<{ id: number }>(
    running.db,
    'select id from visits where reference = :reference',
    { reference },
  )
  if (!visit) throw new Error(`No visit ${reference}`)
  return visit
}

test('imports a timetable, adds an exception, closes a day; 3 visits are moved, 8 cancelled, 1 kept', async () => {
  const { db, service } = running
  const manager = await openWindow(service.url)
  await signIn(manager, 'manager', '/staff/timetable', 'Timetable')
  await manager.page.getByLabel('Prison', { exact: true }).selectOption({ label: 'Leeds' })
  await press(manager.page, 'Change')
  await headed(manager.page, 'Timetable')
  await importMorePlaces(manager, 20)
  await giveChristmasEveOneTime(manager)
  const { date, references } = await bookTwelve()
  await closeDay(manager, date)

  const clerk = await openWindow(service.url)
  await signIn(clerk, 'clerk', '/staff/flagged', 'Visits to sort out')
  const { page, check } = clerk
  for (const reference of references.slice(0, 3)) {
    await page.goto('/staff/flagged')
    await page.getByRole('link', { name: `Move visit ${reference}` }).click()
    await headed(page, 'Move this visit')
    await page.locator('input[name=slot]').first().check()
    await check()
    await press(page, 'Move this visit')
    await page.getByText('Visit moved').first().waitFor()
  }
  await page.goto('/staff/flagged')
  await page.getByText('9 visits to sort out').waitFor()
  for (const reference of references.slice(3, 11)) {
    await page.getByLabel(`Choose visit ${reference}`).check()
  }
  await press(page, 'Cancel the chosen visits')
  await headed(page, 'Cancel visits')
  await page.getByLabel('Slot closed', { exact: true }).check()
  await page.getByLabel('Message to the visitors (optional)').fill('The visits hall has no heating that day.')
  await check()
  await press(page, 'Cancel these 8 visits')
  await headed(page, 'Visits cancelled')
  await check()
  await page.goto('/staff/flagged')
  await page.getByRole('link', { name: `Keep visit ${references[11]}` }).click()
  await page.getByLabel('Why do you keep it?').fill('They meet in another room')
  await check()
  await press(page, 'Keep this visit')
  await page.getByText('No visits to sort out').waitFor()
  await check()

  const visitor = await openWindow(service.url)
  const moved = await messagesAbout(visitor.page, 'time of your visit', 3)
  const cancelled = await messagesAbout(visitor.page, 'cancelled your visit', 8)
  expect(moved.map(({ visitReference }) => visitReference).sort()).toEqual(references.slice(0, 3).sort())
  expect(cancelled.map(({ visitReference }) => visitReference).sort()).toEqual(references.slice(3, 11).sort())
  expect(cancelled.every(({ body }) => body.includes('no heating'))).toBe(true)
  const kept = await readByReference(references[11] ?? '')
  const keptPage = `/visits/${await mintLink(db, kept.id, clock.now(), randomBytes)}`
  const pages = [
    ...moved.map((message) => [linkIn(message), 'Visit booked'] as const),
    ...cancelled.map((message) => [linkIn(message), 'Visit cancelled'] as const),
    [keptPage, 'Visit booked'] as const,
  ]
  for (const [address, heading] of pages) {
    await visitor.page.goto(address)
    await headed(visitor.page, heading)
  }
  await visitor.check()
  expect(await messagesOf(db, kept)).toEqual(['request_received', 'confirmed'])
  expect(
    await query(db, 'select status, cast(count(*) as integer) from visits group by 1 order by 1'),
  ).toEqual([
    { status: 'booked', count: 4 },
    { status: 'cancelled', count: 8 },
  ])
  expect([...manager.complaints, ...clerk.complaints, ...visitor.complaints]).toEqual([])
  await Promise.all([manager.context.close(), clerk.context.close(), visitor.context.close()])
}, 240_000)
