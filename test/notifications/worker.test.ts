import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { startWorker } from '../../src/notifications/worker.ts'
import type { Worker } from '../../src/notifications/worker.ts'
import { query } from '../../src/store/database.ts'
import { addDays } from '../../src/domain/dates.ts'
import { aRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { mailServer } from './mailServer.ts'
import { liveToday } from './today.ts'
import { keeping, means, queued, rows } from './work.ts'

let database: TestDatabase
const workers: Worker[] = []

beforeAll(async () => {
  database = await testDatabase()
})

beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetVisits(database.owner)
})

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
})

async function begin(deliver = keeping().deliver) {
  const given = means(database, deliver)
  const worker = await startWorker({ ...given, databaseUrl: database.url })
  workers.push(worker)
  return { worker, lines: given.lines }
}

/** Asks again and again until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve))
}

const nothingQueued = async () => (await queued(database.db)).length === 0

test('does the regular jobs when it starts, under the restricted role', async () => {
  const { expiresOn, reference } = await aRequest(database.db)
  clock.set(`${addDays(expiresOn, 1)}T00:30:00Z`)
  await query(
    database.db,
    "insert into sessions (sid, sess, expire) values ('old', '{}', timestamptz '2026-11-18T09:00Z')",
  )
  const latest = async () => {
    const [row] = await query<{ date: string }>(database.db, 'select max(date) as date from slots')
    return row?.date ?? ''
  }
  const before = await latest()
  const { lines } = await begin()
  await until(nothingQueued)

  expect(
    await query(database.db, 'select status from visits where reference = :reference', { reference }),
  ).toEqual([{ status: 'expired' }])
  expect(await query(database.db, 'select from sessions')).toHaveLength(0)
  expect((await latest()) > before).toBe(true)
  expect(lines.join('\n')).not.toMatch(/"level":(40|50|60)/)
})

test('sends what is queued while it runs, once although two workers run', async () => {
  const { kept, deliver } = keeping()
  await Promise.all([begin(deliver), begin(deliver)])
  await aRequest(database.db)
  await until(nothingQueued)

  expect(kept).toHaveLength(1)
  expect(await rows(database.db)).toMatchObject([{ state: 'sent' }])
})

test('does the regular jobs again and again', async () => {
  await begin()
  const known = await query<{ identifier: string }>(
    database.db,
    'select identifier from graphile_worker._private_known_crontabs order by identifier',
  )
  expect(known.map(({ identifier }) => identifier)).toEqual([
    'drop_letters',
    'expire_visits',
    'forget',
    'make_slots',
    'measure_months',
    'poll_receipts',
    'requeue_messages',
    'send_digests',
    'send_reminders',
    'tell_of_places',
  ])
})

test('finishes the message under way before it stops, and stops once', async () => {
  let arrived = () => undefined as void
  let release = () => undefined as void
  const arrival = new Promise<void>((resolve) => (arrived = resolve))
  const held = new Promise<void>((resolve) => (release = resolve))
  const { worker } = await begin(async () => {
    arrived()
    await held
    return 'sent'
  })
  await aRequest(database.db)
  await arrival
  const stopped = Promise.all([worker.stop(), worker.stop()])
  release()
  await stopped
  await worker.ended

  expect(await rows(database.db)).toMatchObject([{ state: 'sent' }])
  expect(await queued(database.db)).toEqual([])
})

test('refuses to start without a database', async () => {
  const given = means(database, keeping().deliver)
  const databaseUrl = new URL(database.url)
  databaseUrl.password = 'wrong'
  await expect(startWorker({ ...given, databaseUrl: databaseUrl.href })).rejects.toThrow('authentication')
})

test('a database that ends while the connections of a stopped worker close harms nobody', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { worker } = await begin()
    await until(nothingQueued)
    await worker.stop()
    await query(
      database.db,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = ''",
    )
  }
})

describe('the process', () => {
  const children: ChildProcess[] = []

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })

  function start(env: Record<string, string>) {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/worker.ts')], { env })
    children.push(child)
    return child
  }

  test('sends by SMTP, and ends with 0 when told to stop', async () => {
    await liveToday(database.owner)
    const { mails, url } = await mailServer()
    await aRequest(database.db)
    const worker = start({
      DATABASE_URL: database.url,
      EMAIL_TRANSPORT: 'smtp',
      SMTP_URL: url,
      EMAIL_FROM: 'visits@example.org',
    })
    const output = text(worker.stdout)
    await until(async () => (await rows(database.db))[0]?.state === 'sent')
    worker.kill('SIGTERM')

    expect(await once(worker, 'exit')).toEqual([0, null])
    expect(mails).toHaveLength(1)
    const lines = (await output).trim().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toContain('worker started')
    expect(lines.join()).not.toMatch(/gwen/i)
  })

  test.each([
    [{}, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://127.0.0.1:1/visits' }, 'EMAIL_TRANSPORT'],
    [{ NODE_ENV: 'production', DATABASE_URL: 'postgres://127.0.0.1:1/visits' }, 'SESSION_SECRET'],
  ])('with %j says in one sentence that %s is missing and ends with 1', async (env, name) => {
    const worker = start(env)
    const said = text(worker.stderr)
    expect(await once(worker, 'exit')).toEqual([1, null])
    expect(await said).toMatch(
      new RegExp(`^These environment variables are missing or not right: .*${name}.*\\n$`),
    )
  })

  test('ends with 1 when the database cannot be reached', async () => {
    const worker = start({
      DATABASE_URL: 'postgres://127.0.0.1:1/visits',
      EMAIL_TRANSPORT: 'smtp',
      SMTP_URL: 'smtp://127.0.0.1:1',
      EMAIL_FROM: 'visits@example.org',
    })
    const said = text(worker.stdout)
    expect(await once(worker, 'exit')).toEqual([1, null])
    expect(await said).toContain('the process failed')
  })
})
