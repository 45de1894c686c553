/** Messages of which no receipt comes are asked about (standards N7, N8). */
import { pino } from 'pino'
import { notifyEndings } from '../../src/notifications/notifyStatus.ts'
import { notifyTransport } from '../../src/notifications/notify.ts'
import { pollReceipts } from '../../src/notifications/pollReceipts.ts'
import { endingsFor } from '../../src/notifications/transports.ts'
import { query } from '../../src/store/database.ts'
import { aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { apiKey, emailTemplate, notifyServer } from './notifyServer.ts'
import { publicUrl, rows, work } from './work.ts'

let database: TestDatabase
let server: Awaited<ReturnType<typeof notifyServer>>

beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
  server = await notifyServer()
})

/** Messages that Notify has taken; gives its ids of them. */
async function taken(count = 1): Promise<string[]> {
  const numbers = ['A1234BC', 'A1234BD', 'A1234BE'].slice(0, count)
  for (const prisonNumber of numbers) await aRequest(database.db, { prisonNumber })
  const { url } = server
  await work(database, notifyTransport({ apiKey, url, emailTemplate, publicUrl, now: clock.now }))
  const sent = await query<{ id: string }>(database.db, 'select provider_id as id from notifications')
  return sent.map(({ id }) => id)
}

const lines: string[] = []

async function poll(minutesLater: number, timeout = 2000) {
  clock.set(new Date(Date.parse('2026-11-18T10:00:00Z') + minutesLater * 60_000).toISOString())
  const readEnding = notifyEndings({ apiKey, url: server.url, timeout })
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  return pollReceipts({ db: database.db, now: clock.now(), logger, readEnding })
}

const states = async () => (await rows(database.db)).map(({ state, failure }) => failure ?? state)

test.each([
  ['delivered', 'delivered'],
  ['permanent-failure', 'permanent_failure'],
  ['temporary-failure', 'temporary_failure'],
  ['technical-failure', 'technical_failure'],
  ['sending', 'sent'],
  ['created', 'sent'],
  ['pending', 'sent'],
  ['something new', 'sent'],
])('a message that Notify says is %s is %s', async (status, state) => {
  const [id = ''] = await taken()
  server.statuses.set(id, status)
  expect(await poll(31)).toEqual({ asked: 1, settled: state === 'sent' ? 0 : 1 })
  expect(server.asked).toEqual([id])
  expect(await states()).toEqual([state])
})

test('nothing is asked about in the first half hour, after three days, or twice once it is known', async () => {
  const [id = ''] = await taken()
  server.statuses.set(id, 'delivered')
  expect(await poll(29)).toEqual({ asked: 0, settled: 0 })
  expect(await poll(73 * 60 + 1)).toEqual({ asked: 0, settled: 0 })
  expect(await poll(60)).toEqual({ asked: 1, settled: 1 })
  expect(await poll(120)).toEqual({ asked: 0, settled: 0 })
  expect(server.asked).toEqual([id])
})

test('a message that Notify does not know any more stays as it is, and the others are asked about', async () => {
  const [first = '', second = ''] = await taken(2)
  server.statuses.set(second, 'delivered')
  expect(first).not.toBe(second)
  expect(await poll(31)).toEqual({ asked: 2, settled: 1 })
  expect((await states()).sort()).toEqual(['delivered', 'sent'])
})

test.each([429, 403, 500, 503])('the run ends with a %i, and the next goes on', async (refusal) => {
  const ids = await taken(3)
  for (const id of ids) server.statuses.set(id, refusal)
  expect(await poll(31)).toEqual({ asked: 0, settled: 0 })
  expect(server.asked).toHaveLength(1)
  expect(await states()).toEqual(['sent', 'sent', 'sent'])
  for (const id of ids) server.statuses.set(id, 'delivered')
  expect(await poll(91)).toEqual({ asked: 3, settled: 3 })
  expect(lines.join('')).not.toContain('gwen')
})

test('the run ends when nobody answers', async () => {
  await taken(2)
  server.url = 'http://127.0.0.1:1'
  expect(await poll(31)).toEqual({ asked: 0, settled: 0 })
})

test('those asked about longest ago come first', async () => {
  const ids = await taken(3)
  for (const id of ids) server.statuses.set(id, 'sending')
  await poll(31)
  const [, second = ''] = server.asked
  await query(database.owner, 'update notifications set polled_at = null where provider_id = :id', {
    id: second,
  })
  server.asked.length = 0
  await poll(91)
  expect(server.asked[0]).toBe(second)
})

test('only Notify can be asked', () => {
  expect(endingsFor({ transport: 'demo' })).toBeUndefined()
  expect(
    endingsFor({ transport: 'smtp', smtpUrl: 'smtp://localhost', from: 'a@example.org' }),
  ).toBeUndefined()
  expect(
    endingsFor({ transport: 'notify', notify: { apiKey, url: server.url, emailTemplate } }),
  ).toBeDefined()
})
