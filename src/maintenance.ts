/** The service is closed for maintenance with `npm run maintenance -- on "2pm"`, and opened with `… off`. */
import { argv } from 'node:process'
import { ConfigError, readConfig } from './config.ts'
import { nextAt, parseClock } from './domain/maintenance.ts'
import { runProcess } from './processes.ts'
import { openDatabase } from './store/database.ts'
import { closeService, openService } from './store/maintenance.ts'
import { closeByFile, openByFile } from './web/maintenance.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Does it in the database; false where that cannot be reached. */
async function inDatabase(url: string, isOn: boolean, until: Date | null): Promise<boolean> {
  const db = openDatabase(url, { maxConnections: 1 })
  const by = { personId: null, now: new Date() }
  try {
    await (isOn ? closeService(db, until, by) : openService(db, by))
    return true
  } catch {
    return false
  } finally {
    await db.destroy()
  }
}

await runProcess(async () => {
  const [order, end, ...rest] = argv.slice(2)
  const time = end === undefined ? undefined : parseClock(end)
  const isOn = order === 'on'
  if ((!isOn && (order !== 'off' || end !== undefined)) || (end !== undefined && !time) || rest.length > 0) {
    process.stderr.write('Usage: npm run maintenance -- on ["2pm"]\n       npm run maintenance -- off\n')
    process.exitCode = 1
    return
  }
  const { db, dataDir } = readConfig()
  if (!db.url) throw new ConfigError(['DATABASE_URL'])
  const until = time === undefined ? null : nextAt(time, new Date())
  const isDone = await inDatabase(db.url, isOn, until)
  if (!isOn) await openByFile(dataDir)
  else if (!isDone) await closeByFile(dataDir, until)
  if (isDone) say(isOn ? 'The service is closed for maintenance.' : 'The service is open.')
  else if (isOn) say('The database does not answer: the processes of this machine are closed by a file.')
  else say('The database does not answer: only the file of this machine was taken away.')
})
