// The embedded PostgreSQL of the demo and the tests: a real server from npm, kept beside its data.
import { createCluster, readSettings, writeSettings } from './postgresCluster.ts'
import { findPlace } from './postgresPlace.ts'
import { createRoles } from './postgresRoles.ts'
import { runPostmaster, stopOrphan } from './postmaster.ts'

export type PostgresOptions = {
  /** The folder everything lives in; made if missing. */
  dataDir: string
  /** Receives a line where a person should know something, e.g. where the data had to go instead. */
  log: (line: string) => void
  /** For tests: faster, and not safe against a power cut. */
  fast?: boolean
  /** Where the data of a server started by root go if the user it runs as may not enter `dataDir`. */
  otherPlace?: string
}

export type Postgres = {
  /** The address of a database for the migrating role (`owner`, the default) or the restricted one (`app`). */
  url: (database: string, role?: 'owner' | 'app') => string
  ownerUrl: string
  appUrl: string
  stop: () => Promise<void>
}

/**
 * Starts the server on a free port of 127.0.0.1, with the roles `visits_owner` (owns the database `visits`, may
 * create others) and `visits_app` (no DDL). It stops with this process, however that ends.
 * Throws an Error whose message is one sentence for the person at the terminal.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { dataDir, log, fast = false, otherPlace = '/var/lib/prison-visit-booking' } = options
  const place = await findPlace(dataDir, otherPlace, log)
  const kept = await readSettings(place)
  await createCluster(place, kept.passwords.superuser, fast)
  await stopOrphan(place, kept.startedBy)

  const server = await runPostmaster(place, { port: kept.port, fast, log })
  try {
    const settings = { ...kept, port: server.port, startedBy: process.pid }
    await writeSettings(place, settings)
    await createRoles(server.port, settings.passwords)
  } catch (error) {
    await server.stop()
    throw error
  }

  const url = (database: string, role: 'owner' | 'app' = 'owner') =>
    `postgres://visits_${role}:${kept.passwords[role]}@127.0.0.1:${server.port}/${database}`
  return { url, ownerUrl: url('visits', 'owner'), appUrl: url('visits', 'app'), stop: server.stop }
}
