/** One server process of the benchmark: ours, ours with the stock renderer, or a bare Express route. Told what to do by its parent. */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Express } from 'express'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { demoConfig } from '../src/demo/demoConfig.ts'
import { createLogger } from '../src/processes.ts'
import { openDatabase } from '../src/store/database.ts'
import { createMetrics } from '../src/web/metrics.ts'
import { useStockRenderer } from './stock.ts'

export type Kind = 'ours' | 'stock' | 'bare'

/** What the parent is told when it asks. */
export interface Figures {
  queries: number
  cpuMicros: number
}

let queries = 0

function ours(kind: Kind, databaseUrl: string, url: string, port: number): Express {
  const plain = demoConfig(readConfig({ PORT: String(port), PUBLIC_URL: url }), {
    staffClient: 'a-secret-of-the-benchmark-only',
    professionalClient: 'another-secret-of-the-benchmark-only',
  })
  const config = { ...plain, web: { ...plain.web, limitMultiplier: 1_000_000 } }
  const db = openDatabase(databaseUrl)
  db.on('query', () => (queries += 1))
  const app = createApp({
    config,
    db,
    logger: createLogger('info', '/dev/null'),
    metrics: createMetrics(db),
    now: () => new Date(),
    randomBytes,
    sessionSecrets: ['a-session-secret-of-the-benchmark'],
    maintenance: () => undefined,
    stopping: () => false,
  })
  if (kind === 'stock') useStockRenderer(app, config.web)
  return app
}

/** Sends the bytes that it was given, from a plain route. */
function bare(): Express {
  const app = express()
  let page = Buffer.from('')
  app.put('/page', express.raw({ type: '*/*', limit: '1mb' }), (request, response) => {
    page = request.body as Buffer<ArrayBuffer>
    response.end()
  })
  app.get('/page', (_request, response) => {
    response.type('html').send(page)
  })
  return app
}

const [, , kind, databaseUrl = ''] = process.argv as [string, string, Kind, string?]
const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  server.on('request', kind === 'bare' ? bare() : ours(kind, databaseUrl, url, port))
  process.send?.({ url })
})

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  const figures: Figures = { queries, cpuMicros: user + system }
  process.send?.(figures)
})
process.on('disconnect', () => process.exit(0))
