/** Starts the production web process as an operator does, on free ports, against a database of the tests. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { run } from '../start/processes.ts'
import type { Running } from '../start/processes.ts'

export interface Web extends Running {
  url: string
  adminUrl: string
}

/** What a deployment sets, invented; nobody answers at the identity provider's and the mail server's address. */
export const deployment = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'a-session-secret-of-a-deployment-of-the-tests',
  PUBLIC_URL: 'http://127.0.0.1',
  STAFF_OIDC_ISSUER: 'http://127.0.0.1:1',
  STAFF_OIDC_CLIENT_ID: 'staff',
  STAFF_OIDC_CLIENT_SECRET: 'staff-client-secret-for-tests',
  EMAIL_TRANSPORT: 'smtp',
  SMTP_URL: 'smtp://127.0.0.1:1',
  EMAIL_FROM: 'visits@example.org',
  PORT: '0',
  ADMIN_PORT: '0',
}

/** The addresses of a process that has said that it started. */
export async function addressesOf({ says, said }: Running): Promise<{ url: string; adminUrl: string }> {
  await says('web started')
  const line = said()
    .split('\n')
    .find((text) => text.includes('web started'))
  const { port, adminPort } = JSON.parse(line ?? '{}') as { port: number; adminPort: number }
  return { url: `http://127.0.0.1:${port}`, adminUrl: `http://127.0.0.1:${adminPort}` }
}

/** A web process of this project, killed after the file's tests should it still run. */
export async function startWeb(databaseUrl: string, env: Record<string, string> = {}): Promise<Web> {
  const running = run('src/server.ts', { ...deployment, DATABASE_URL: databaseUrl, ...env })
  return { ...running, ...(await addressesOf(running)) }
}

/** The status of a page, from a connection of its own. */
export async function statusOf(address: string): Promise<number> {
  const response = await fetch(address, { headers: { Connection: 'close' }, redirect: 'manual' })
  await response.arrayBuffer()
  return response.status
}

/** Asks again and again until it is so; fails when it is not within 15 seconds. */
export async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 15_000
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`It never became so: ${isSo.toString()}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** How many statements wait for others to give this table back. */
export async function waitingFor(owner: Database, table: string): Promise<number> {
  const waiting = await query(
    owner,
    'select from pg_locks where not granted and relation = :table::regclass',
    { table },
  )
  return waiting.length
}
