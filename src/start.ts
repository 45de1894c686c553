/** `npm start`: everything on one machine. Database, web, worker, demo sign-in and mailbox; Ctrl-C stops all of it. */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { ConfigError, readConfig } from './config.ts'
import type { Config } from './config.ts'
import { demoConfig } from './demo/demoConfig.ts'
import { demoPages } from './demo/demoPages.ts'
import { demoSecrets } from './demo/demoSecrets.ts'
import { fillDemo } from './demo/fillDemo.ts'
import { demoTransport, prepareMailbox } from './demo/mailbox.ts'
import { startPostgres } from './demo/postgres.ts'
import { createLogger, stopOnSignal } from './processes.ts'
import { endingsFor, transportFor } from './notifications/transports.ts'
import { startWorker } from './notifications/worker.ts'
import { openDatabase } from './store/database.ts'
import { runMigrations } from './store/migrations.ts'
import { startWebServer } from './webServer.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const now = () => new Date()

/** Things to undo when the process ends, the last begun first. */
const undo: (() => Promise<unknown>)[] = []

async function stopAll(): Promise<void> {
  for (const step of undo.toReversed()) await step()
}

/** The database's two addresses: the configured one's, or the embedded server's. */
async function databaseOf(config: Config): Promise<{ ownerUrl: string; appUrl: string }> {
  const { url, migrateUrl } = config.db
  if (url && migrateUrl) return { ownerUrl: migrateUrl, appUrl: url }
  const postgres = await startPostgres({ dataDir: config.dataDir, log: say })
  undo.push(postgres.stop)
  return postgres
}

function sayWhere({ web }: Config, adminPort: number): void {
  say(`\nVisit someone in prison  ${web.publicUrl}/`)
  say(`Staff                    ${web.publicUrl}/staff`)
  say(`Professionals            ${web.publicUrl}/professional`)
  say(`Mailbox                  ${web.publicUrl}/demo/mailbox`)
  say(`Metrics                  http://localhost:${adminPort}/metrics`)
  say('\nPress Ctrl-C to stop.')
}

async function start(): Promise<void> {
  const read = readConfig()
  if (read.production) throw new ConfigError(['NODE_ENV'])
  await mkdir(read.dataDir, { recursive: true })
  const secrets = await demoSecrets(read.dataDir)
  const config = demoConfig(read, secrets)
  const logger = createLogger(process.stdout.isTTY ? 'warn' : config.logLevel)
  stopOnSignal(logger, stopAll)

  const { ownerUrl, appUrl } = await databaseOf(config)
  const appRole = decodeURIComponent(new URL(appUrl).username)
  await runMigrations(ownerUrl, appRole)
  await prepareMailbox(ownerUrl, appRole)
  const db = openDatabase(appUrl)
  undo.push(() => db.destroy())
  await fillDemo({ ownerUrl, db, now: now(), issuer: config.staff.oidc?.issuer ?? '' })

  const server = await startWebServer({
    config,
    db,
    logger,
    now,
    randomBytes,
    sessionSecrets: config.web.sessionSecrets ?? [secrets.session],
    demo: demoPages(config, db),
    drain: 0,
  })
  undo.push(server.stop)
  const jobsDb = openDatabase(appUrl, { statementTimeout: 60_000 })
  undo.push(() => jobsDb.destroy())
  const { publicUrl } = config.web
  const deliver = transportFor(config.email, { publicUrl, now, demo: demoTransport(jobsDb, now) })
  if (!deliver) throw new ConfigError(['EMAIL_TRANSPORT'])
  const worker = await startWorker({
    databaseUrl: appUrl,
    db: jobsDb,
    logger,
    now,
    randomBytes,
    deliver,
    readEnding: endingsFor(config.email),
    publicUrl,
  })
  undo.push(worker.stop)
  sayWhere(config, server.adminPort)
  await worker.ended
}

/** One sentence for the person at the terminal. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${String(error.port)} is in use: stop what uses it, or choose another with PORT.`
  }
  return error.message
}

try {
  await start()
} catch (error) {
  process.stderr.write(`${reason(error)}\n`)
  await stopAll().catch(() => undefined)
  process.exit(1)
}
