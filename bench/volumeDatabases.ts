/** Two databases of one PostgreSQL, alike but for how many visits they hold. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSlots } from '../src/actions/makeSlots.ts'
import { londonDate } from '../src/domain/dates.ts'
import { startPostgres } from '../src/demo/postgres.ts'
import type { Postgres } from '../src/demo/postgres.ts'
import { openDatabase } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import { runMigrations } from '../src/store/migrations.ts'
import { importPlaces } from '../src/store/places.ts'
import type { PlaceSeed } from '../src/store/places.ts'
import { seedVisits } from './volumeSeed.ts'

export interface Volume {
  visits: number
  /** As the application's role, with as long as the worker's statements may take. */
  db: Database
  owner: Database
}

async function makeVolume(postgres: Postgres, visits: number, now: Date): Promise<Volume> {
  const name = `volume_${visits}`
  const maintenance = openDatabase(postgres.url('postgres'), { maxConnections: 1 })
  await maintenance.raw(`create database ${name}`)
  await maintenance.destroy()
  await runMigrations(postgres.url(name), new URL(postgres.appUrl).username)
  const owner = openDatabase(postgres.url(name), { maxConnections: 1, statementTimeout: 600_000 })
  const seeds = new URL('../seeds/places.json', import.meta.url)
  await importPlaces(owner, JSON.parse(await readFile(seeds, 'utf8')) as PlaceSeed[], londonDate(now))
  await makeSlots(owner, now)
  await seedVisits(owner, visits, londonDate(now))
  const db = openDatabase(postgres.url(name, 'app'), { maxConnections: 1, statementTimeout: 60_000 })
  return { visits, db, owner }
}

/** Starts a PostgreSQL, fills a database for each number of visits, and gives both to the work. */
export async function withVolumes(
  counts: readonly number[],
  { now, log }: { now: Date; log: (line: string) => void },
  work: (volumes: Volume[]) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'visits-volume-'))
  await chmod(folder, 0o755)
  const postgres = await startPostgres({ dataDir: folder, log: () => undefined, fast: true })
  const volumes: Volume[] = []
  try {
    for (const visits of counts) {
      const begun = performance.now()
      volumes.push(await makeVolume(postgres, visits, now))
      log(`${visits} visits seeded in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
    }
    await work(volumes)
  } finally {
    await Promise.all(volumes.flatMap(({ db, owner }) => [db.destroy(), owner.destroy()]))
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
