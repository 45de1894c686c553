/** What is held about one person, as JSON: see `usage`. */
import { argv } from 'node:process'
import { ConfigError, readConfig } from './config.ts'
import { isRealDate } from './domain/dates.ts'
import { runProcess } from './processes.ts'
import { openDatabase } from './store/database.ts'
import { readOtherVisitor } from './store/otherVisitor.ts'
import { readSubjectAccess } from './store/subjectAccess.ts'

const usage = `Usage: npm run subject-access -- <e-mail, mobile number or reference>
       npm run subject-access -- <reference> <date of birth of another visitor, YYYY-MM-DD>
`

async function tell(url: string, asked: string, born: string | undefined): Promise<void> {
  const db = openDatabase(url, { maxConnections: 1, statementTimeout: 60_000 })
  try {
    const told = born ? await readOtherVisitor(db, asked, born) : await readSubjectAccess(db, asked)
    process.stdout.write(`${JSON.stringify(told, null, 2)}\n`)
  } finally {
    await db.destroy()
  }
}

await runProcess(async () => {
  const [asked, born, ...more] = argv.slice(2)
  if (!asked || more.length > 0 || (born !== undefined && !isRealDate(born))) {
    process.stderr.write(usage)
    process.exitCode = 1
    return
  }
  const { db } = readConfig()
  if (!db.url) throw new ConfigError(['DATABASE_URL'])
  await tell(db.url, asked, born)
})
