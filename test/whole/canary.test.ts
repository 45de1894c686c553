/** Marked values go through every journey; afterwards they stand where they belong and nowhere else (standards S19, S27, N3). */
import { notifyTransport } from '../../src/notifications/notify.ts'
import { query } from '../../src/store/database.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { emailTemplate, notifyServer, smsTemplate, apiKey } from '../notifications/notifyServer.ts'
import type { Taken } from '../notifications/notifyServer.ts'
import { publicUrl, work } from '../notifications/work.ts'
import { professionalBrowser } from '../professional/professionalBrowser.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { signedIn } from '../staff/staffBrowser.ts'
import { asksForAlert, asksForVisit, asksOfficially, birthdays, booksAtDesk, callsIn } from './canary.ts'
import { callsWithoutEmail, confirms, confirmsOfficial, findsAndCancels, marked } from './canary.ts'
import { crawl, everyPage } from './crawl.ts'
import { recorderOf } from './recorder.ts'
import type { Recorded } from './recorder.ts'

let database: TestDatabase
let service: TestService
let answers: Recorded[]
let sent: Taken[]
const payloads: string[] = []
let workerLog = ''
const secrets: string[] = []

const personal = () => [...Object.values(marked), ...birthdays, '7700900417', ...secrets]

/** Those of the values that stand in the text. */
const found = (text: string): string[] =>
  personal().filter((value) => text.toLowerCase().includes(value.toLowerCase()))

/** Where values stand, of many texts. */
const leaks = (texts: [string, string][]): string[] =>
  texts.flatMap(([where, text]) => found(text).map((value) => `${where}: ${value}`))

const lastReference = async (): Promise<string> => {
  const [visit] = await query<{ reference: string }>(
    database.db,
    'select reference from visits order by id desc limit 1',
  )
  return visit?.reference ?? ''
}

/** The worker sends what is queued; what was queued is kept before. */
async function send(notify: Awaited<ReturnType<typeof notifyServer>>): Promise<void> {
  const jobs = await query<{ job: string }>(
    database.owner,
    'select cast(job as text) as job from graphile_worker._private_jobs as job',
  )
  payloads.push(...jobs.map(({ job }) => job))
  const options = { apiKey, url: notify.url, emailTemplate, smsTemplate, publicUrl, now: clock.now }
  workerLog += (await work(database, notifyTransport(options))).join('\n')
}

/** Every page of every area, as people who may see them. */
async function openEverything(url: string, reference: string, call: string): Promise<void> {
  const parts = { reference, date: '2026-11-30', month: '2026-12', type: 'social', call: call.slice(-36) }
  const everybody = { manager: '/staff', agent: '/phone', solicitor: '/professional' }
  for (const [person, area] of Object.entries(everybody)) {
    const agent = await signedIn(url, person, area)
    await crawl(agent, [area, ...everyPage(area, parts)])
  }
  for (const person of ['administrator', 'analyst']) await crawl(await signedIn(url, person), ['/staff'])
}

beforeAll(async () => {
  clock.set('2026-11-18T10:00:00Z')
  database = await testDatabase()
  const { db, owner } = database
  await query(
    owner,
    "update slots set wanted = 0 where place_id = (select id from places where slug = 'cardiff')",
  )
  service = await testService(db, { limitMultiplier: 100 })
  const recorder = await recorderOf(service.url)
  const { url } = recorder
  const notify = await notifyServer()

  secrets.push((await asksForVisit(url)).address().split('/').at(-1) ?? '')
  const reference = await lastReference()
  await send(notify)
  const clerk = await signedIn(url, 'clerk')
  await confirms(clerk, reference)
  notify.state.answer = 500
  await send(notify)
  notify.state.answer = 201
  const call = await callsIn(url, reference)
  await findsAndCancels(url, reference)
  await asksForAlert(url)
  await booksAtDesk(url)
  await confirmsOfficial(clerk, await asksOfficially(await professionalBrowser({ ...service, url })))
  await callsWithoutEmail(url)
  await openEverything(url, reference, call)
  await send(notify)
  ;({ answers } = recorder)
  sent = notify.requests
}, 120_000)

test('the values went everywhere', () => {
  const pages = answers.map(({ body }) => body).join('\n')
  expect(Object.values(marked).filter((value) => !pages.includes(value))).toEqual([])
  expect(answers.length).toBeGreaterThan(150)
  expect(payloads.length).toBeGreaterThan(5)
  expect(sent.length).toBeGreaterThan(6)
})

test('no log of the service or the worker has one', () => {
  expect(service.logged().length).toBeGreaterThan(10_000)
  expect(workerLog.length).toBeGreaterThan(100)
  expect(
    leaks([
      ['service', service.logged()],
      ['worker', workerLog],
    ]),
  ).toEqual([])
})

test('no figure of the metrics has one', async () => {
  expect(leaks([['metrics', await service.metrics.registry.metrics()]])).toEqual([])
})

test('no address has one: asked for, redirected to, or linked', () => {
  const links = answers.map(({ address, location, body }): [string, string] => {
    const targets = [...body.matchAll(/\b(?:href|src|action)="(?!mailto:|tel:)([^"]*)/g)].map(([, to]) => to)
    return [address, [address, location, ...targets].join('\n')]
  })
  // Sending leads to the visit's own link, and only its own pages lead on by it; so does a prison's own way to join.
  const own = (leak: string) =>
    /^\/professional\/visits\/\w{8}: mauve7391$/.test(leak) ||
    secrets.some((secret) => leak.startsWith(`/visits/${secret}`) || /^\/book\/[^:]+: [\w-]{43}$/.test(leak))
  expect(leaks(links).filter((leak) => !own(leak))).toEqual([])
})

test('no title and no page of an error has one', () => {
  const titles = answers.map(({ address, body }): [string, string] => [
    address,
    /<title[^>]*>([^<]*)/.exec(body)?.[1] ?? '',
  ])
  expect(titles.filter(([, title]) => title !== '').length).toBeGreaterThan(100)
  const errors = answers
    .filter(({ status }) => status >= 400 && status !== 422 && status !== 409)
    .map(({ address, status, body }): [string, string] => [`${status} ${address}`, body])
  expect(leaks([...titles, ...errors])).toEqual([])
})

test('no job of the queue has one', () => {
  expect(leaks(payloads.map((payload) => ['job', payload]))).toEqual([])
})

test('Notify is told ids of rows as references, and subjects that tell nothing', async () => {
  const rows = await query<{ id: string }>(database.db, 'select id from notifications')
  const ids = rows.map(({ id }) => id)
  expect(sent.filter(({ reference }) => !ids.includes(reference))).toEqual([])
  expect(leaks(sent.map(({ personalisation: { subject = '' } }) => ['subject', subject]))).toEqual([])
  const keys = sent.map(({ personalisation }) => Object.keys(personalisation).sort().join())
  expect([...new Set(keys)].sort()).toEqual(['body', 'body,subject'])
})

test('no message has a date of birth or a prison number, and none to a prison has a name', async () => {
  const never = [marked.prisonNumber, ...birthdays]
  for (const { personalisation } of sent) {
    expect(never.filter((value) => personalisation.body.includes(value))).toEqual([])
  }
  const prisons = await query<{ id: string }>(
    database.db,
    "select id from notifications where recipient <> 'visitor'",
  )
  const toPrisons = sent.filter(({ reference }) => prisons.some(({ id }) => id === reference))
  expect(leaks(toPrisons.map(({ personalisation }) => ['to a prison', personalisation.body]))).toEqual([])
})

test('what is only added to, and what is counted, has none', async () => {
  const tables = ['visit_events', 'visit_views', 'place_events', 'service_events', 'professional_events']
  const counts = ['calls', 'call_lookups', 'journey_counts', 'journey_errors', 'rate_limits', 'notifications']
  for (const table of [...tables, ...counts]) {
    const rows = await query<{ row: string }>(
      database.owner,
      `select cast(one as text) as row from ${table} as one`,
    )
    expect(leaks(rows.map(({ row }) => [table, row]))).toEqual([])
  }
})
