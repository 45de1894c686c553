/** Starts the run's PostgreSQL and prepares the template that every test file copies. */
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { makeSlots } from '../src/actions/makeSlots.ts'
import { startPostgres } from '../src/demo/postgres.ts'
import { openDatabase } from '../src/store/database.ts'
import { runMigrations } from '../src/store/migrations.ts'
import { importPlaces } from '../src/store/places.ts'
import type { PlaceSeed } from '../src/store/places.ts'
import { clock } from './clock.ts'

declare global {
  var stopTestPostgres: () => Promise<void>
}

/** A temporary folder of this user's own for the whole run: what another user unfolded, such as Chromium, cannot be run. */
async function useOwnTemporaryFolder(): Promise<void> {
  const own = join(tmpdir(), `visits-tests-${userInfo().uid}`)
  await mkdir(own, { recursive: true })
  await chmod(own, 0o755)
  process.env.TMPDIR = own
}

export default async function globalSetup(): Promise<void> {
  await useOwnTemporaryFolder()
  const folder = await mkdtemp(join(tmpdir(), 'visits-test-'))
  await chmod(folder, 0o755)
  const postgres = await startPostgres({ dataDir: folder, log: () => undefined, fast: true })
  const template = 'test_template'
  const maintenance = openDatabase(postgres.url('postgres'), { maxConnections: 1 })
  await maintenance.raw(`create database ${template}`)
  await maintenance.destroy()
  await runMigrations(postgres.url(template), new URL(postgres.appUrl).username)
  const owner = openDatabase(postgres.url(template), { maxConnections: 1, statementTimeout: 60_000 })
  const seeds = JSON.parse(
    await readFile(new URL('../seeds/places.json', import.meta.url), 'utf8'),
  ) as PlaceSeed[]
  await importPlaces(owner, seeds, '2026-01-01')
  await makeSlots(owner, clock.now())
  await owner.raw('create schema pristine')
  for (const table of ['places', 'timetable_times', 'timetable_exceptions', 'closures', 'slots']) {
    await owner.raw(`create table pristine.${table} as select * from public.${table}`)
  }
  await owner.destroy()
  process.env.TEST_OWNER_URL = postgres.ownerUrl
  process.env.TEST_APP_URL = postgres.appUrl
  globalThis.stopTestPostgres = async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
