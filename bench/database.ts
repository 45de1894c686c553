/** A PostgreSQL for the benchmark, with places and far more room in every slot than it will use. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSlots } from '../src/actions/makeSlots.ts'
import { londonDate } from '../src/domain/dates.ts'
import { startPostgres } from '../src/demo/postgres.ts'
import { openDatabase, query } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import { runMigrations } from '../src/store/migrations.ts'
import { importPlaces } from '../src/store/places.ts'
import type { PlaceSeed } from '../src/store/places.ts'

export interface BenchDatabase {
  url: string
  db: Database
  stop: () => Promise<void>
}

export async function benchDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'visits-bench-'))
  await chmod(folder, 0o755)
  const postgres = await startPostgres({ dataDir: folder, log: () => undefined })
  await runMigrations(postgres.ownerUrl, new URL(postgres.appUrl).username)
  const owner = openDatabase(postgres.ownerUrl, { statementTimeout: 60_000 })
  const seeds = JSON.parse(
    await readFile(new URL('../seeds/places.json', import.meta.url), 'utf8'),
  ) as PlaceSeed[]
  const now = new Date()
  await importPlaces(owner, seeds, londonDate(now))
  await makeSlots(owner, now)
  await query(owner, 'update slots set wanted = 100000')
  await owner.destroy()
  const db = openDatabase(postgres.appUrl, { maxConnections: 16 })
  return {
    url: postgres.appUrl,
    db,
    async stop() {
      await db.destroy()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
