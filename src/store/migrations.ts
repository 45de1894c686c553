/** Knows the schema's history: the SQL files of `migrations/`, and what the application's role may do. */
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations as migrateJobs } from 'graphile-worker'
import type { Knex } from 'knex'
import { openDatabase, query } from './database.ts'
import type { Database } from './database.ts'
import { grantsTo } from './grants.ts'

const folder = new URL('../../migrations/', import.meta.url)

const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort(),
  getMigrationName: (name) => name,
  getMigration: async (name) => {
    const sql = await readFile(new URL(name, folder), 'utf8')
    return {
      // Postgres makes an index without locking writers out only outside a transaction.
      config: { transaction: !/\bindex concurrently\b/i.test(sql) },
      up: async (trx: Knex) => {
        await trx.raw(sql.replaceAll('?', '\\?'))
      },
      down: () => Promise.reject(new Error('Migrations only go forward')),
    }
  },
}

const settings = { migrationSource, tableName: 'migrations', disableMigrationsListValidation: false }

/** Brings the schema and the job queue up to date and grants `appRole` what the application needs
 * (unless that role owns the schema anyway); safe to repeat. */
export async function runMigrations(ownerUrl: string, appRole: string): Promise<void> {
  const db = openDatabase(ownerUrl, { maxConnections: 2, statementTimeout: 600_000 })
  try {
    await db.migrate.latest(settings)
    await migrateJobs({ connectionString: ownerUrl, logger: undefined })
    const [owner] = await query<{ name: string }>(db, 'select current_user as name')
    if (owner?.name !== appRole) await db.raw(grantsTo(appRole))
  } finally {
    await db.destroy()
  }
}

/** How many migrations this build has that the database has not. */
export async function pendingMigrations(db: Database): Promise<number> {
  const wanted = await migrationSource.getMigrations([])
  const done = await query<{ name: string }>(db, 'select name from migrations')
  const names = new Set(done.map(({ name }) => name))
  return wanted.filter((name) => !names.has(name)).length
}
