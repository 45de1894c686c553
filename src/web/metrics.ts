/** Knows the figures that operators watch: requests by route pattern and the pool. */
import type { Request, RequestHandler } from 'express'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../store/database.ts'
import { measureMessages } from './messageMetrics.ts'
import { routePattern } from './requestLog.ts'

interface Tarn {
  numUsed(): number
  numFree(): number
  numPendingAcquires(): number
}

/** Everything that is counted, in a registry of its own. */
export interface Metrics {
  registry: Registry
  countRequests: RequestHandler
  /** Refused for asking too often, by limit. */
  limited: Counter<'limit'>
}

export function createMetrics(db: Database): Metrics {
  const registry = new Registry()
  measureMessages(registry, db)
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by route pattern',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  })
  const { pool } = db.client as { pool: Tarn }
  new Gauge({
    name: 'database_connections',
    help: 'Connections of the pool, and requests waiting for one',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      this.set({ state: 'used' }, pool.numUsed())
      this.set({ state: 'free' }, pool.numFree())
      this.set({ state: 'waiting' }, pool.numPendingAcquires())
    },
  })
  const limited = new Counter({
    name: 'limited_requests_total',
    help: 'Requests refused by a limit',
    labelNames: ['limit'] as const,
    registers: [registry],
  })
  const countRequests: RequestHandler = (request: Request, response, next) => {
    const begun = performance.now()
    response.on('finish', () => {
      const method = ['GET', 'POST', 'HEAD'].includes(request.method) ? request.method : 'other'
      const labels = { method, route: routePattern(request), status: String(response.statusCode) }
      requests.observe(labels, (performance.now() - begun) / 1000)
    })
    next()
  }
  return { registry, countRequests, limited }
}
