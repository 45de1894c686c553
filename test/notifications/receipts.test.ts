import { query } from '../../src/store/database.ts'
import { aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { testService } from '../service.ts'
import type { TestService } from '../service.ts'
import { keeping, rows, work } from './work.ts'

const token = 'a-token-that-notify-and-only-it-knows'
const unknown = '018f3a3e-0000-4000-8000-000000000001'

let database: TestDatabase
let service: TestService
let id: string

beforeAll(async () => {
  database = await testDatabase()
  service = await testService(database.db, { env: { NOTIFY_CALLBACK_TOKEN: token } })
})

beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
  await aRequest(database.db)
  await work(database, keeping().deliver)
  id = (await theRow()).id
})

async function theRow() {
  const [row] = await rows(database.db)
  if (!row) throw new Error('There is no notification')
  return row
}

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${service.url}/notify/receipts`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}`, ...headers },
  })

/** A receipt as Notify writes it. */
const receipt = (status: string, reference: unknown = id) => ({
  id: '018f3a3e-0000-4000-8000-000000000002',
  reference,
  to: 'gwen@example.org',
  status,
  created_at: '2026-11-18T10:00:00.000000Z',
  completed_at: null,
  sent_at: null,
  notification_type: 'email',
  template_id: unknown,
  template_version: 1,
})

async function tell(...statuses: string[]): Promise<number[]> {
  const answers: number[] = []
  for (const status of statuses) answers.push((await post(JSON.stringify(receipt(status)))).status)
  return answers
}

test.each([
  ['delivered', 'delivered', null],
  ['permanent-failure', 'failed', 'permanent_failure'],
  ['temporary-failure', 'failed', 'temporary_failure'],
  ['technical-failure', 'failed', 'technical_failure'],
  ['created', 'sent', null],
  ['sending', 'sent', null],
  ['something-new', 'sent', null],
])('"%s" makes a sent message %s', async (status, state, failure) => {
  expect(await tell(status, status)).toEqual([204, 204])
  expect(await theRow()).toMatchObject({ state, failure, sentAt: clock.now() })
})

test.each([
  [['delivered', 'sending'], 'delivered', null],
  [['delivered', 'permanent-failure'], 'delivered', null],
  [['permanent-failure', 'delivered'], 'delivered', null],
  [['temporary-failure', 'delivered', 'temporary-failure'], 'delivered', null],
  [['temporary-failure', 'permanent-failure'], 'failed', 'permanent_failure'],
  [['permanent-failure', 'temporary-failure'], 'failed', 'permanent_failure'],
  [['permanent-failure', 'sending'], 'failed', 'permanent_failure'],
])('after %j a message is %s', async (statuses, state, failure) => {
  await tell(...statuses)
  expect(await theRow()).toMatchObject({ state, failure })
})

test('a message that a worker sent and could not note is not sent again', async () => {
  await query(database.db, "update notifications set state = 'queued', sent_at = null")
  await tell('delivered')
  expect(await theRow()).toMatchObject({ state: 'delivered', sentAt: clock.now() })
})

test.each([unknown, null, '', 'not-ours', 42])(
  'a message that is not ours (%j) is accepted quietly',
  async (reference) => {
    const answer = await post(JSON.stringify(receipt('delivered', reference)))
    expect(answer.status).toBe(204)
    expect(await theRow()).toMatchObject({ state: 'sent' })
  },
)

test.each(['', 'Bearer', 'Bearer ', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, token, `Basic ${token}`])(
  'with "%s" for a token nothing is read',
  async (Authorization) => {
    const answer = await post(JSON.stringify(receipt('delivered')), { Authorization })
    expect(answer.status).toBe(401)
    expect(await theRow()).toMatchObject({ state: 'sent' })
  },
)

test.each([
  ['{"reference":', {}, 400],
  ['[]', {}, 400],
  ['"delivered"', {}, 400],
  ['{}', {}, 400],
  ['{"status": {"$gt": ""}}', {}, 400],
  ['', {}, 400],
  [`{"status": "${'x'.repeat(11_000)}"}`, {}, 413],
  ['status=delivered', { 'Content-Type': 'application/x-www-form-urlencoded' }, 400],
  ['{"status": "delivered"}', { 'Content-Type': 'text/plain' }, 400],
])('refuses %j %j without a page', async (body, headers, status) => {
  const answer = await post(body, headers)
  expect(answer.status).toBe(status)
  expect(await answer.text()).not.toContain('<')
})

test('sets no cookie and logs nothing personal', async () => {
  const answer = await post(JSON.stringify(receipt('permanent-failure')))
  expect(answer.headers.getSetCookie()).toEqual([])
  await post('{"to": "gwen@example.org')
  expect(service.logged()).toContain('permanent_failure')
  expect(service.logged()).not.toMatch(/gwen|example\.org/)
  expect(service.logged()).not.toContain(token)
})

test('does not exist without a token of its own', async () => {
  const without = await testService(database.db)
  const answer = await fetch(`${without.url}/notify/receipts`, {
    method: 'POST',
    body: JSON.stringify(receipt('delivered')),
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer undefined' },
  })
  expect(answer.status).toBe(404)
})

test('asks Notify to come again while the database has no time', async () => {
  const locked = await database.owner.transaction()
  await locked.raw('select from notifications for update')
  expect(await tell('delivered')).toEqual([503])
  await locked.rollback()
  expect(await tell('delivered')).toEqual([204])
})

test('the metrics tell how many messages wait, how long, and why others failed', async () => {
  clock.set(new Date().toISOString())
  const { db } = database
  await query(
    db,
    "update notifications set state = 'failed', failure = 'notify_forbidden', queued_at = now()",
  )
  const before = await service.metrics.registry.metrics()
  expect(before).toContain('messages_failed_last_day{failure="notify_forbidden"} 1')
  expect(before).toContain('messages_waiting 0')
  expect(before).toContain('messages_oldest_waiting_seconds 0')

  await query(db, "update notifications set state = 'queued', queued_at = now() - interval '1 hour'")
  const after = await service.metrics.registry.metrics()
  expect(after).toContain('messages_waiting 1')
  expect(after).toMatch(/messages_oldest_waiting_seconds 36\d\d/)
  expect(after).not.toContain('messages_failed_last_day{')
})
