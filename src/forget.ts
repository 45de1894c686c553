/** What is over is forgotten at once, `npm run forget`; with `-- --dry-run` it is only counted. */
import { argv } from 'node:process'
import { ConfigError, readConfig } from './config.ts'
import { runProcess } from './processes.ts'
import { openDatabase } from './store/database.ts'
import { countForgettable, forgetOld } from './store/forget.ts'

async function forget(url: string, isDry: boolean): Promise<string> {
  const db = openDatabase(url, { maxConnections: 1, statementTimeout: 60_000 })
  try {
    const rows = await (isDry ? countForgettable : forgetOld)(db, new Date())
    return tableOf(isDry ? 'Would be forgotten' : 'Forgotten', rows)
  } finally {
    await db.destroy()
  }
}

function tableOf(title: string, rows: Record<string, number>): string {
  const lines = [[title, 'Rows'], ...Object.entries(rows).map(([what, count]) => [what, String(count)])]
  return lines.map(([what = '', count = '']) => `${what.padEnd(20)}${count.padStart(10)}\n`).join('')
}

await runProcess(async () => {
  const options = argv.slice(2)
  if (options.some((option) => option !== '--dry-run')) {
    process.stderr.write('Usage: npm run forget [-- --dry-run]\n')
    process.exitCode = 1
    return
  }
  const { db } = readConfig()
  if (!db.url) throw new ConfigError(['DATABASE_URL'])
  process.stdout.write(await forget(db.url, options.length > 0))
})
