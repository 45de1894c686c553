/** The migrations, `npm run migrate [-- <places.json>]`: schema, grants, and places that are not there yet. */
import { readFile } from 'node:fs/promises'
import { argv } from 'node:process'
import { ConfigError, readConfig } from './config.ts'
import { londonDate } from './domain/dates.ts'
import { createLogger, runProcess } from './processes.ts'
import { openDatabase } from './store/database.ts'
import { runMigrations } from './store/migrations.ts'
import { importPlaces } from './store/places.ts'
import type { PlaceSeed } from './store/places.ts'

async function addPlaces(ownerUrl: string, file: string, today: string): Promise<number> {
  const seeds = JSON.parse(await readFile(file, 'utf8')) as PlaceSeed[]
  const owner = openDatabase(ownerUrl, { maxConnections: 1, statementTimeout: 60_000 })
  try {
    return await importPlaces(owner, seeds, today)
  } finally {
    await owner.destroy()
  }
}

await runProcess(async () => {
  const { db, logLevel } = readConfig()
  if (!db.url || !db.migrateUrl) throw new ConfigError(['DATABASE_URL'])
  const logger = createLogger(logLevel)
  await runMigrations(db.migrateUrl, decodeURIComponent(new URL(db.url).username))
  const [, , file] = argv
  const places = file ? await addPlaces(db.migrateUrl, file, londonDate(new Date())) : 0
  logger.info({ places }, 'migrated')
})
