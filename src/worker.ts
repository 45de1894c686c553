/** The worker process, `npm run start:worker`: sends the messages and does the regular jobs. */
import { randomBytes } from 'node:crypto'
import { ConfigError, readConfig } from './config.ts'
import { endingsFor, transportFor } from './notifications/transports.ts'
import { startWorker } from './notifications/worker.ts'
import { createLogger, runProcess, stopOnSignal } from './processes.ts'
import { openDatabase } from './store/database.ts'

await runProcess(async () => {
  const { db: database, email, logLevel, web } = readConfig()
  const { url: databaseUrl } = database
  if (!databaseUrl) throw new ConfigError(['DATABASE_URL'])
  const now = () => new Date()
  const deliver = transportFor(email, { publicUrl: web.publicUrl, now })
  if (!deliver) throw new ConfigError(['EMAIL_TRANSPORT'])
  const logger = createLogger(logLevel)
  const db = openDatabase(databaseUrl, { statementTimeout: 60_000 })
  const worker = await startWorker({
    databaseUrl,
    db,
    logger,
    now,
    randomBytes,
    deliver,
    readEnding: endingsFor(email),
    publicUrl: web.publicUrl,
  })
  logger.info('worker started')
  stopOnSignal(logger, async () => {
    await worker.stop()
    await db.destroy()
  })
  await worker.ended
})
