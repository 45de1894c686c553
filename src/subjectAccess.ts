/** What is held about one person, as JSON: `npm run subject-access -- <e-mail or reference>`. */
import { argv } from 'node:process'
import { ConfigError, readConfig } from './config.ts'
import { runProcess } from './processes.ts'
import { openDatabase } from './store/database.ts'
import { readSubjectAccess } from './store/subjectAccess.ts'

async function tell(url: string, asked: string): Promise<void> {
  const db = openDatabase(url, { maxConnections: 1, statementTimeout: 60_000 })
  try {
    process.stdout.write(`${JSON.stringify(await readSubjectAccess(db, asked), null, 2)}\n`)
  } finally {
    await db.destroy()
  }
}

await runProcess(async () => {
  const [asked, ...more] = argv.slice(2)
  if (!asked || more.length > 0) {
    process.stderr.write('Usage: npm run subject-access -- <e-mail or reference>\n')
    process.exitCode = 1
    return
  }
  const { db } = readConfig()
  if (!db.url) throw new ConfigError(['DATABASE_URL'])
  await tell(db.url, asked)
})
