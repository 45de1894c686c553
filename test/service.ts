/** The whole web service for tests: the real app on a real port, with the demo's identity provider. */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import type { Express } from 'express'
import { pino } from 'pino'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { demoConfig } from '../src/demo/demoConfig.ts'
import { demoPages } from '../src/demo/demoPages.ts'
import type { Database } from '../src/store/database.ts'
import type { Maintenance } from '../src/store/maintenance.ts'
import { createMetrics } from '../src/web/metrics.ts'
import type { Metrics } from '../src/web/metrics.ts'
import { clock } from './clock.ts'
import { compareWithStock } from './views/compareWithStock.ts'

export interface TestService {
  app: Express
  url: string
  /** Every line logged so far. */
  logged: () => string
  metrics: Metrics
}

/** What signs the cookies and hashes the keys of the limits. */
export const sessionSecret = 'a-session-secret-that-only-tests-use'

const clientSecrets = {
  staffClient: 'staff-client-secret-for-tests',
  professionalClient: 'professional-client-secret-for-tests',
}

export interface TestServiceOptions {
  limitMultiplier?: number
  now?: () => Date
  /** Environment variables besides port and address. */
  env?: NodeJS.ProcessEnv
  /** False for the service without the demo's pages and sign-in. */
  demo?: boolean
  stopping?: () => boolean
  maintenance?: () => Maintenance | undefined
}

const closing: (() => Promise<void>)[] = []
const compared: { wrong: string[] }[] = []

afterAll(() => {
  expect(compared.splice(0).flatMap(({ wrong }) => wrong)).toEqual([])
})

afterAll(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

/**
 * Starts the service on a free port of this machine; stopped after the file's tests. They fail if any page was not,
 * byte for byte, what the stock renderer makes of it.
 */
export async function testService(
  db: Database,
  {
    limitMultiplier = 1,
    now = clock.now,
    env = {},
    demo = true,
    stopping = () => false,
    maintenance = () => undefined,
  }: TestServiceOptions = {},
): Promise<TestService> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const plain = readConfig({ PORT: String(port), PUBLIC_URL: url, ...env })
  const set = demo ? demoConfig(plain, clientSecrets) : plain
  const config = { ...set, web: { ...set.web, limitMultiplier } }
  let lines = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines += chunk.toString()
      done()
    },
  })
  const metrics = createMetrics(db)
  const app = createApp({
    config,
    db,
    logger: pino(stream),
    metrics,
    now,
    randomBytes,
    sessionSecrets: [sessionSecret],
    stopping,
    maintenance,
    demo: demo ? demoPages(config, db) : undefined,
  })
  compared.push(compareWithStock(app, config.web))
  server.on('request', app)
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  })
  return { app, url, logged: () => lines, metrics }
}
