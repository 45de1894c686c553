/** What people, balancer and operator see when the database is full, slow or away, and that it passes. */
import { makeSlots } from '../../src/actions/makeSlots.ts'
import { startPostgres } from '../../src/demo/postgres.ts'
import type { Knex } from 'knex'
import { openDatabase, query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { runMigrations } from '../../src/store/migrations.ts'
import { browser } from '../browser.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { upTo } from '../journeyAnswers.ts'
import { aFolder } from '../start/processes.ts'
import { startWeb, statusOf, until, waitingFor } from './web.ts'

let database: TestDatabase
let idleDb: Database
let idle: Knex.Transaction

// Begun here and looked at by the last test: it takes ten seconds.
beforeAll(async () => {
  database = await testDatabase()
  await makeSlots(database.owner, new Date())
  idleDb = openDatabase(database.url, { maxConnections: 1 })
  idle = await idleDb.transaction()
  await query(idle, 'select from people for update')
  expect(await lockedByIdle()).toBe(1)
})

const lockedByIdle = async () => {
  const locks = `select from pg_locks where relation = 'people'::regclass and mode = 'RowShareLock'`
  return (await query(database.owner, locks)).length
}

/** A page that nobody has, for which the database is asked. */
const aPage = (url: string) => `${url}/visits/${'a'.repeat(43)}`

test('a full pool tells people at once to try again, stays alive, and recovers', async () => {
  const { url } = await startWeb(database.url)
  const other = await database.owner.transaction()
  await other.raw('lock table visit_links in access exclusive mode')
  const stuck = Array.from({ length: 30 }, () => statusOf(aPage(url)))
  await until(async () => (await waitingFor(database.owner, 'visit_links')) === 10)

  await until(async () => {
    const from = performance.now()
    return (await statusOf(aPage(url))) === 503 && performance.now() - from < 500
  })
  expect(await waitingFor(database.owner, 'visit_links')).toBe(10)
  expect(await statusOf(`${url}/health/live`)).toBe(200)
  expect(await statusOf(`${url}/`)).toBe(200)
  await other.rollback()

  for (const status of await Promise.all(stuck)) expect([404, 503]).toContain(status)
  expect(await statusOf(aPage(url))).toBe(404)
  expect(await statusOf(`${url}/health/ready`)).toBe(200)
})

test('a statement that takes too long is cut: the answers are kept and can be sent again', async () => {
  const { url, says } = await startWeb(database.url)
  const visitor = await upTo(browser(url), 'check-answers')
  const here = visitor.address()
  const token = visitor.value('_csrf')
  await database.owner.raw(`
    create function slowly() returns trigger language plpgsql as 'begin perform pg_sleep(60); return new; end';
    create trigger slowly before insert on visits for each row execute function slowly()`)
  await visitor.answers()
  expect([visitor.status(), visitor.heading()]).toEqual([503, 'The service is busy'])
  await says('57014')
  await database.owner.raw('drop trigger slowly on visits')
  await visitor.posts(here, { _csrf: token })
  expect(visitor.address()).toMatch(/^\/visits\//)
})

test('without its database a process lives, is not ready, and serves again when it is back', async () => {
  const folder = await aFolder()
  const begin = () => startPostgres({ dataDir: folder, log: () => undefined, fast: true })
  const first = await begin()
  await runMigrations(first.ownerUrl, new URL(first.appUrl).username)
  const { url, child, exit } = await startWeb(first.appUrl)
  const ready = () => statusOf(`${url}/health/ready`)
  expect([await ready(), await statusOf(aPage(url))]).toEqual([200, 404])

  await first.stop()
  expect(await ready()).toBe(503)
  expect(await statusOf(`${url}/health/live`)).toBe(200)
  expect(await statusOf(`${url}/`)).toBe(200)
  expect(await statusOf(aPage(url))).toBeGreaterThanOrEqual(500)

  const second = await begin()
  expect(second.appUrl).toBe(first.appUrl)
  await until(async () => (await ready()) === 200)
  expect(await statusOf(aPage(url))).toBe(404)
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
  await second.stop()
})

test('a transaction in which nothing happens is ended, and its locks with it', async () => {
  await until(async () => (await lockedByIdle()) === 0)
  await expect(idle.raw('select 1')).rejects.toThrow()
  await idle.rollback().catch(() => undefined)
  expect(await query(idleDb, 'select 1 as one')).toEqual([{ one: 1 }])
  await idleDb.destroy()
})
