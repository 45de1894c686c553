/** PostgreSQL is restarted while requests are written and a worker sends: nothing is lost, and little repeated. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { makeSlots } from '../../src/actions/makeSlots.ts'
import { requestVisit } from '../../src/actions/requestVisit.ts'
import type { VisitRequest } from '../../src/actions/requestVisit.ts'
import { startPostgres } from '../../src/demo/postgres.ts'
import type { Postgres } from '../../src/demo/postgres.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { runMigrations } from '../../src/store/migrations.ts'
import { requeueForgotten } from '../../src/store/outbox.ts'
import { importPlaces } from '../../src/store/places.ts'
import type { PlaceSeed } from '../../src/store/places.ts'
import { aVisitRequest } from '../builders.ts'
import { clock } from '../clock.ts'
import { aFolder, run } from '../start/processes.ts'
import type { Running } from '../start/processes.ts'
import { notifyServer } from './notifyServer.ts'
import { twoMinutesLater, until } from './today.ts'
import { rows } from './work.ts'

/** How many messages a worker may have under way. */
const concurrency = 5

let folder: string
let postgres: Postgres
let db: Database
let finished = false
const workers: Running[] = []

const startServer = () => startPostgres({ dataDir: folder, log: () => undefined, fast: true })

beforeAll(async () => {
  clock.set(new Date().toISOString())
  folder = await aFolder()
  postgres = await startServer()
  await runMigrations(postgres.ownerUrl, new URL(postgres.appUrl).username)
  db = openDatabase(postgres.appUrl)
  const seeds = new URL('../../seeds/places.json', import.meta.url)
  const places = JSON.parse(await readFile(seeds, 'utf8')) as PlaceSeed[]
  const owner = openDatabase(postgres.ownerUrl, { maxConnections: 1, statementTimeout: 60_000 })
  await importPlaces(
    owner,
    places.filter(({ slug }) => slug === 'leeds'),
    '2026-01-01',
  )
  await makeSlots(owner, clock.now())
  await owner.destroy()
}, 60_000)

afterAll(async () => {
  finished = true
  for (const { child } of workers) child.kill('SIGKILL')
  await Promise.all(workers.map(({ exit }) => exit))
  await db.destroy()
  await postgres.stop()
})

/** A worker, and another whenever one ends, as the supervisor of a deployment sees to it. */
function keepWorking(env: Record<string, string>): void {
  const worker = run('src/worker.ts', { DATABASE_URL: postgres.appUrl, ...env })
  workers.push(worker)
  void worker.exit.then(() => finished || keepWorking(env))
}

/** Asks as a person would: again, with the same draft, until the answer comes. */
async function insist(asked: VisitRequest): Promise<number> {
  for (;;) {
    try {
      const outcome = await requestVisit(db, asked, { now: clock.now(), randomBytes })
      if ('visitId' in outcome) return outcome.visitId
      throw new TypeError(`The request was refused: ${outcome.refused}`)
    } catch (error) {
      if (error instanceof TypeError) throw error
    }
  }
}

test('what was asked for is kept once, and each message is sent, at most the few under way twice', async () => {
  const notify = await notifyServer()
  keepWorking(notify.env)
  const asked: VisitRequest[] = []
  for (let number = 0; number < 12; number += 1) {
    asked.push(await aVisitRequest(db, { prisonNumber: `A${1000 + number}BC` }))
  }
  const visits = new Set<number>()
  const [early, late] = [asked.slice(0, 4), asked.slice(4)]
  for (const one of early) visits.add(await insist(one))
  await until(db, () => notify.accepted().length > 0)

  const load = Promise.all(late.map(async (one) => visits.add(await insist(one))))
  await postgres.stop()
  postgres = await startServer()
  await load
  await twoMinutesLater(db)
  await requeueForgotten(db)
  await until(db, async () => (await rows(db)).every(({ state }) => state === 'sent'))

  const ids = (await rows(db)).map(({ id }) => id)
  expect(visits.size).toBe(asked.length)
  expect(ids).toHaveLength(asked.length)
  expect(new Set(notify.accepted())).toEqual(new Set(ids))
  expect(notify.accepted().length).toBeLessThanOrEqual(asked.length + concurrency)
}, 60_000)
