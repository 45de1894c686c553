/** A solicitor's day in a real browser: three clients in a row, one in person, one by video, one who cannot wait; then changes. */
import type { Page } from 'playwright-core'
import { query } from '../../src/store/database.ts'
import { openWindow, phone } from '../chromium.ts'
import type { CheckedPage } from '../chromium.ts'
import { clock } from '../clock.ts'
import { messageOf, runningService } from './running.ts'
import type { Running } from './running.ts'

let running: Running

beforeAll(async () => {
  clock.set('2026-11-18T10:00:00Z')
  running = await runningService()
}, 60_000)
afterAll(() => running.stop())

const headed = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const chooses = (page: Page, label: string) => page.getByLabel(label, { exact: true }).check()

interface Client {
  way: string
  prison: string
  prisonNumber: string
  /** Why it cannot wait. */
  urgent?: string
}

/** Asks for a visit, looking at every page on the way; gives its reference. */
async function books({ page, check }: CheckedPage, client: Client): Promise<string> {
  const goOn = async () => {
    await check()
    await press(page, 'Continue')
  }
  await page.goto('/professional')
  await page.getByRole('link', { name: 'Book an official visit' }).first().click()
  await headed(page, 'What type of visit is it?')
  await chooses(page, 'Legal adviser')
  await goOn()
  await headed(page, 'How do you want to meet?')
  await chooses(page, client.way)
  await goOn()
  await headed(page, 'Which prison do you want to visit?')
  await page.locator('#prison').selectOption({ label: client.prison })
  await goOn()
  await headed(page, 'Who are you visiting?')
  await page.locator('#firstName').fill('Dewi')
  await page.locator('#lastName').fill('Test')
  for (const [part, text] of [
    ['day', '20'],
    ['month', '10'],
    ['year', '1980'],
  ] as const)
    await page.locator(`#dateOfBirth-${part}`).fill(text)
  await page.locator('#prisonNumber').fill(client.prisonNumber)
  await goOn()
  await headed(page, 'Does anyone else take part?')
  await page.getByText('Sunil Solicitor').waitFor()
  await chooses(page, 'No')
  await goOn()
  if (client.way === 'In person') {
    await headed(page, 'Do you want to bring papers or a laptop?')
    await chooses(page, 'Papers')
    await goOn()
  }
  await headed(page, 'When do you want to visit?')
  if (client.urgent) {
    await page.getByRole('link', { name: 'I need a visit sooner' }).click()
    await headed(page, 'Do you need a visit sooner?')
    await chooses(page, 'Yes')
    await page.locator('#reason').fill(client.urgent)
    await goOn()
    await headed(page, 'When do you want to visit?')
  }
  await page.locator('input[type=radio][name=slot]').first().check()
  await goOn()
  await headed(page, 'Choose a second time')
  await page.locator('#slot-none').check()
  await goOn()
  await headed(page, 'About your case')
  await page.locator('#reference').fill('CASE-7')
  await goOn()
  await headed(page, 'Check your answers')
  await check()
  await press(page, 'Send request')
  await headed(page, 'Request sent')
  await check()
  const [visit] = await query<{ reference: string }>(
    running.db,
    'select reference from visits where prison_number = :prisonNumber order by id desc limit 1',
    { prisonNumber: client.prisonNumber },
  )
  return visit?.reference ?? ''
}

async function confirms({ page, check }: CheckedPage, reference: string, joining = ''): Promise<void> {
  await page.goto(`/staff/visits/${reference}`)
  await check()
  await chooses(page, 'Confirm first choice')
  if (joining) await page.locator('#joiningDetails').fill(joining)
  await press(page, 'Send decision')
  await page.getByText('Your decision').waitFor({ state: 'detached' })
  await check()
}

test('books three clients in a row; one visit is moved, one cancelled later', async () => {
  const { db, service } = running
  const solicitor = await openWindow(service.url, { javaScript: false, viewport: phone })
  const { page, check } = solicitor
  await page.goto('/')
  await page.getByRole('link', { name: 'Book an official visit' }).click()
  await press(page, 'solicitor')
  await headed(page, 'Your details')
  await check()
  for (const [id, text] of Object.entries({
    name: 'Sunil Solicitor',
    organisation: 'Sample and Sons',
    role: 'Solicitor',
    phone: '01632 960 001',
  }))
    await page.locator(`#${id}`).fill(text)
  await press(page, 'Save your details')
  const inPerson = await books(solicitor, { way: 'In person', prison: 'Leeds', prisonNumber: 'A1234BC' })
  const byVideo = await books(solicitor, { way: 'By video', prison: 'Cardiff', prisonNumber: 'B2345CD' })
  const urgent = await books(solicitor, {
    way: 'In person',
    prison: 'Leeds',
    prisonNumber: 'C3456DE',
    urgent: 'A hearing the day after tomorrow',
  })

  const clerk = await openWindow(service.url)
  await clerk.page.goto('/staff')
  await press(clerk.page, 'manager')
  await headed(clerk.page, 'Visit requests')
  await clerk.check()
  expect(await clerk.page.locator('tbody tr:has(a)').first().innerText()).toContain('C3456DE')
  await confirms(clerk, urgent)
  await confirms(clerk, inPerson)
  await confirms(clerk, byVideo, 'https://video.example.org/room/7')

  const told = await messageOf(page, { reference: byVideo }, 'booked')
  expect(told.body).toContain('https://video.example.org/room/7')
  expect(told.body).toContain(`${service.url}/professional/visits/${byVideo}`)
  expect(told.body).not.toMatch(/\/visits\/[\w-]{20,}/)

  await clerk.page.goto(`/staff/visits/${inPerson}/move`)
  await headed(clerk.page, 'Move this visit')
  await clerk.check()
  await clerk.page.locator('input[type=radio]').last().check()
  await press(clerk.page, 'Move this visit')
  await clerk.page.getByText('Visit moved').first().waitFor()
  await page.goto(`/professional/visits/${inPerson}`)
  await headed(page, 'Visit booked')
  await check()
  await messageOf(page, { reference: inPerson }, 'has changed')

  await page.goto(`/professional/visits/${byVideo}`)
  await page.getByText('https://video.example.org/room/7').first().waitFor()
  await page.getByRole('link', { name: 'Cancel this visit' }).click()
  await check()
  await press(page, 'Yes, cancel')
  await headed(page, 'Visit cancelled')
  await check()
  await page.goto('/professional')
  await headed(page, 'Your official visits')
  await check()
  expect(await query(db, 'select reference, status, urgent from visits order by id')).toEqual([
    { reference: inPerson, status: 'booked', urgent: false },
    { reference: byVideo, status: 'cancelled', urgent: false },
    { reference: urgent, status: 'booked', urgent: true },
  ])
  expect([...solicitor.complaints, ...clerk.complaints]).toEqual([])
}, 300_000)
