/** The web process, `npm run start:web`: needs a migrated database, an identity provider and secrets. */
import { randomBytes } from 'node:crypto'
import { ConfigError, readConfig } from './config.ts'
import { createLogger, runProcess, stopOnSignal } from './processes.ts'
import { openDatabase } from './store/database.ts'
import { startWebServer } from './webServer.ts'

await runProcess(async () => {
  const config = readConfig()
  const { url } = config.db
  const { sessionSecrets } = config.web
  if (!url) throw new ConfigError(['DATABASE_URL'])
  if (!sessionSecrets) throw new ConfigError(['SESSION_SECRET'])
  const logger = createLogger(config.logLevel)
  const db = openDatabase(url)
  const server = await startWebServer({
    config,
    db,
    logger,
    now: () => new Date(),
    randomBytes,
    sessionSecrets,
    drain: config.production ? 3000 : 0,
  })
  logger.info({ port: server.port, adminPort: server.adminPort }, 'web started')
  stopOnSignal(logger, async () => {
    await server.stop()
    await db.destroy()
  })
})
