/** Whether a restored database is whole, `npm run restore-drill`: prints what it looked at, and exits with 1 if anything is not. */
import { ConfigError, readConfig } from './config.ts'
import { runProcess } from './processes.ts'
import { openDatabase } from './store/database.ts'
import { countForgettable } from './store/forget.ts'
import { checkRestored, newestRow } from './store/restored.ts'

const line = (what: string, found: string | number) => `${what.padEnd(52)}${String(found).padStart(24)}\n`

/** Prints the table; true when all is well. */
async function drill(url: string, ownerUrl: string, now: Date): Promise<boolean> {
  const options = { maxConnections: 1, statementTimeout: 600_000 }
  const [db, owner] = [openDatabase(url, options), openDatabase(ownerUrl, options)]
  try {
    const checks = await checkRestored(owner, new URL(url).username)
    for (const { what, wrong } of checks) process.stdout.write(line(what, wrong === 0 ? 'none' : wrong))
    const isWhole = checks.every(({ wrong }) => wrong === 0)
    const newest = await newestRow(db)
    process.stdout.write(line('newest row', newest?.toISOString() ?? 'no rows'))
    if (newest)
      process.stdout.write(
        line('minutes since then', Math.round((now.getTime() - newest.getTime()) / 60_000)),
      )
    // What is missing may be a column that is asked for here.
    const over = isWhole ? Object.values(await countForgettable(db, now)) : []
    if (isWhole)
      process.stdout.write(
        line(
          'rows to forget before it serves',
          over.reduce((sum, rows) => sum + rows, 0),
        ),
      )
    process.stdout.write(isWhole ? 'The database is whole.\n' : 'The database is NOT whole.\n')
    return isWhole
  } finally {
    await Promise.all([db.destroy(), owner.destroy()])
  }
}

await runProcess(async () => {
  const { db } = readConfig()
  if (!db.url) throw new ConfigError(['DATABASE_URL'])
  if (!(await drill(db.url, db.migrateUrl ?? db.url, new Date()))) process.exitCode = 1
})
