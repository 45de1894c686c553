/** Every page of every area, in each state that can be reached by its address, examined by axe: widths and languages in turn. */
import { query } from '../../src/store/database.ts'
import { newcomersRoutes, professionalRoutes } from '../../src/professional/routes.ts'
import { phoneRoutes } from '../../src/phone/routes.ts'
import { staffRoutes } from '../../src/staff/routes.ts'
import { aDecidedVisit, aRequest } from '../builders.ts'
import { openWindow } from '../chromium.ts'
import type { CheckedPage } from '../chromium.ts'
import { runningService } from './running.ts'
import type { Running } from './running.ts'

let running: Running
let parts: Record<string, string>
let booked: string

beforeAll(async () => {
  running = await runningService()
  const { db, owner } = running
  const visit = await aDecidedVisit(db, {}, { choices: 2 })
  const request = await aRequest(db, { prisonNumber: 'B2345CD', choices: 3 })
  await owner.raw("update closures set place_id = (select id from places where slug = 'leeds') where id = 1")
  await query(
    db,
    `insert into privacy_requests (reference, kind, language, name, email, words, received_at, acknowledge_by)
     values ('ABCDEFGH', 'complaint', 'en', 'Gwen', 'gwen@example.org', 'Why?', now(), '2026-12-18')`,
  )
  const [time] = await query<{ id: number }>(
    db,
    `select timetable_times.id from timetable_times join places on places.id = place_id where slug = 'cardiff' limit 1`,
  )
  booked = visit.reference
  parts = {
    reference: request.reference,
    date: '2026-11-30',
    month: '2026-12',
    id: '1',
    position: '0',
    type: 'social',
    timeId: String(time?.id),
  }
}, 60_000)
afterAll(() => running.stop())

const widths = [320, 768, 1280]

/** Opens the pages one after the other; each must answer with a page of its own, whatever its status. */
async function examineAll({ page, check }: CheckedPage, addresses: readonly string[], languages = ['en']) {
  const wrong: string[] = []
  for (const [turn, address] of addresses.entries()) {
    const language = languages[turn % languages.length]
    await page.setViewportSize({ width: widths[turn % widths.length] ?? 320, height: 800 })
    const mark = address.includes('?') ? '&' : '?'
    const answer = await page.goto(languages.length > 1 ? `${address}${mark}lang=${language}` : address)
    if ((answer?.status() ?? 500) >= 500) wrong.push(`${address}: ${answer?.status()}`)
    await check().catch((error: unknown) => wrong.push(String(error)))
  }
  return wrong
}

const filled = (path: string, reference = parts.reference) =>
  path.replace(/:(\w+)/g, (_, name: string) => (name === 'reference' ? reference : parts[name]) ?? 'nothing')

/** Files are no pages. */
const isPage = (path: string) => !/csv|export|\.ics|download|\/table|print-all/.test(path)

async function signedInAs(
  person: string,
  path: string,
): Promise<CheckedPage & { close: () => Promise<void> }> {
  const window = await openWindow(running.service.url)
  await window.page.goto(path)
  await window.page.getByRole('button', { name: person, exact: true }).click()
  return { ...window, close: () => window.context.close() }
}

test.each(['manager', 'administrator', 'analyst'])(
  'the staff area as %s',
  async (person) => {
    const window = await signedInAs(person, '/staff')
    const paths = staffRoutes
      .filter(([method, path]) => method === 'get' && isPage(path))
      .map(([, path]) => path)
    const addresses = paths.map((path) => `/staff${filled(path)}`)
    const ofBooked = paths
      .filter((path) => path.includes(':reference'))
      .map((path) => `/staff${filled(path, booked)}`)
    expect(await examineAll(window, person === 'manager' ? [...addresses, ...ofBooked] : addresses)).toEqual(
      [],
    )
    await window.close()
  },
  300_000,
)

test('the phone agents’ area', async () => {
  const window = await signedInAs('agent', '/phone')
  const paths = phoneRoutes
    .filter(([method, path]) => method === 'get' && isPage(path))
    .map(([, path]) => path)
  expect(
    await examineAll(
      window,
      paths.map((path) => `/phone${filled(path)}`),
    ),
  ).toEqual([])
  await window.close()
}, 120_000)

test('the professionals’ area, before and after they say who they are', async () => {
  const window = await signedInAs('solicitor', '/professional')
  const paths = [...newcomersRoutes, ...professionalRoutes]
    .filter(([method, path]) => method === 'get' && isPage(path))
    .map(([, path]) => `/professional${filled(path)}`)
  expect(await examineAll(window, paths, ['en', 'cy'])).toEqual([])
  await window.close()
}, 120_000)

test('the public’s pages that stand by themselves, and those of errors', async () => {
  const window = await openWindow(running.service.url)
  const addresses = [
    ...[
      '/',
      '/help',
      '/cookies',
      '/privacy',
      '/accessibility',
      '/terms',
      '/timed-out',
      '/feedback',
      '/feedback/sent',
    ],
    ...['/visits', '/visits/not-a-link', '/privacy/ask', '/alerts/not-a-link', '/nowhere', '/book/prison'],
    ...['/performance'],
  ]
  expect(await examineAll(window, [...addresses, ...addresses], ['en', 'cy'])).toEqual([])
  await window.context.close()
}, 120_000)
