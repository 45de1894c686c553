/** Worker processes that are killed: nothing is lost, and a message is repeated only if it was under way. */
import { randomBytes } from 'node:crypto'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import { query } from '../../src/store/database.ts'
import { aRequest, aVisitRequest, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { run } from '../start/processes.ts'
import type { Running } from '../start/processes.ts'
import { notifyServer } from './notifyServer.ts'
import { liveToday, twoMinutesLater, until } from './today.ts'
import { rows } from './work.ts'

let database: TestDatabase
let running: Running[] = []

beforeAll(async () => {
  database = await testDatabase()
  await liveToday(database.owner)
})

beforeEach(async () => {
  await forgetVisits(database.owner)
})

afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await Promise.all(running.map(({ exit }) => exit))
  running = []
})

type Notify = Awaited<ReturnType<typeof notifyServer>>

function work({ env }: Notify): Running {
  const worker = run('src/worker.ts', { DATABASE_URL: database.url, ...env })
  running.push(worker)
  return worker
}

/** A statement that waits for a lock would otherwise be done although nobody is left who asked for it. */
async function kill({ child, exit }: Running): Promise<void> {
  child.kill('SIGKILL')
  await exit
  await query(
    database.db,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and wait_event_type = 'Lock'`,
  )
  await until(database.db, async () => !(await someoneWaits()))
}

async function theRow() {
  const [row] = await rows(database.db)
  if (!row) throw new Error('There is no notification')
  return row
}

const isSent = async () => (await theRow()).state === 'sent'
const hasJobs = async () =>
  (await query(database.db, "select from graphile_worker.jobs where task_identifier = 'send_notification'"))
    .length > 0

/** Another transaction that has locked something; gives what ends it. */
async function locking(sql: string): Promise<() => Promise<unknown>> {
  const trx = await database.owner.transaction()
  await trx.raw(sql)
  return () => trx.rollback()
}

const someoneWaits = async () =>
  (await query(database.owner, 'select from pg_locks where not granted')).length > 0

test('before the message has left: another worker sends it, once', async () => {
  const notify = await notifyServer()
  const { id } = await aRequest(database.db)
  const unlock = await locking(`select from visits where id = ${id} for update`)
  const first = work(notify)
  await until(database.db, someoneWaits)
  await kill(first)
  await unlock()
  expect(notify.requests).toHaveLength(0)

  await twoMinutesLater(database.db)
  work(notify)
  await until(database.db, isSent)
  expect(notify.accepted()).toEqual([(await theRow()).id])
})

test('while Notify has the message but has not answered: another worker sends it, the one repeat', async () => {
  const notify = await notifyServer('silence')
  await aRequest(database.db)
  const first = work(notify)
  await until(database.db, () => notify.requests.length > 0)
  await kill(first)
  expect(await theRow()).toMatchObject({ state: 'queued' })

  notify.state.answer = 201
  await twoMinutesLater(database.db)
  work(notify)
  await until(database.db, isSent)
  const { id } = await theRow()
  expect(notify.requests.map(({ reference }) => reference)).toEqual([id, id])
})

test('after the message was noted as sent: its job finds nothing to do', async () => {
  const notify = await notifyServer()
  let answer = (_answer: 201) => undefined as void
  notify.state.answer = new Promise((resolve) => (answer = resolve))
  await aRequest(database.db)
  const first = work(notify)
  await until(database.db, () => notify.requests.length > 0)
  const unlock = await locking('lock table graphile_worker._private_jobs in share mode')
  answer(201)
  await until(database.db, isSent)
  await kill(first)
  await unlock()
  expect(await hasJobs()).toBe(true)

  await query(
    database.db,
    'update graphile_worker._private_jobs set locked_at = null, locked_by = null, attempts = 0',
  )
  work(notify)
  await until(database.db, async () => !(await hasJobs()))
  expect(notify.accepted()).toEqual([(await theRow()).id])
})

test('two workers send each message once, and nothing that was rolled back', async () => {
  const notify = await notifyServer()
  const wanted = 16
  for (let number = 0; number < wanted; number += 1) {
    await aRequest(database.db, { prisonNumber: `A${1000 + number}BC` })
  }
  const asked = await aVisitRequest(database.db, { slug: 'cardiff' })
  const rolledBack = database.db.transaction(async (trx) => {
    expect(await requestVisit(trx, asked, { now: clock.now(), randomBytes })).toHaveProperty('visitId')
    work(notify)
    work(notify)
    await until(database.db, async () => (await rows(database.db)).every(({ state }) => state === 'sent'))
    throw new Error('not after all')
  })
  await expect(rolledBack).rejects.toThrow('not after all')
  await until(database.db, async () => !(await hasJobs()))

  const ids = (await rows(database.db)).map(({ id }) => id)
  expect(ids).toHaveLength(wanted)
  expect([...notify.accepted()].sort()).toEqual([...ids].sort())
})
