/** Every session of somebody who leaves is ended with `npm run end-sessions -- <person>`. */
import { argv } from 'node:process'
import { ConfigError, readConfig } from './config.ts'
import { runProcess } from './processes.ts'
import { openDatabase } from './store/database.ts'
import { endSessionsOf } from './store/maintenance.ts'
import { findPeople } from './store/people.ts'

/** What to tell: how many sessions were ended, or whom to choose from. */
async function endSessions(url: string, asked: string): Promise<string> {
  const db = openDatabase(url, { maxConnections: 1 })
  const now = new Date()
  try {
    const people = await findPeople(db, asked, now)
    const exact = people.filter(({ id, subject }) => id === asked || subject === asked)
    const [person, ...others] = exact.length > 0 ? exact : people
    if (!person) return 'Nobody of that name has signed in.'
    if (others.length > 0) {
      const lines = [person, ...others].map(({ id, name, subject }) => `${id}  ${name}  ${subject}`)
      return ['Several people match. Give the id of one:', ...lines].join('\n')
    }
    return `Sessions ended: ${await endSessionsOf(db, person.id, { personId: null, now })}`
  } finally {
    await db.destroy()
  }
}

await runProcess(async () => {
  const [asked = '', ...rest] = argv.slice(2)
  if (asked.trim() === '' || rest.length > 0) {
    process.stderr.write('Usage: npm run end-sessions -- <id, sign-in name or name>\n')
    process.exitCode = 1
    return
  }
  const { db } = readConfig()
  if (!db.url) throw new ConfigError(['DATABASE_URL'])
  process.stdout.write(`${await endSessions(db.url, asked.trim())}\n`)
})
