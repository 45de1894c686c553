/** Knows how the web process listens: pages on one port, metrics on another, and how both stop. */
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createApp } from './app.ts'
import type { AppDeps } from './app.ts'
import { createMetrics } from './web/metrics.ts'
import type { Metrics } from './web/metrics.ts'

export interface WebServerOptions extends Omit<AppDeps, 'metrics' | 'stopping'> {
  /** Address to listen on; all of the machine's when absent. */
  host?: string
  /** Milliseconds between saying "not ready" and taking no more requests, for a balancer to notice. */
  drain: number
}

export interface WebServer {
  adminPort: number
  /** Takes no new requests, lets those under way finish. */
  stop: () => Promise<void>
}

async function listen(listener: RequestListener, port: number, host: string | undefined): Promise<Server> {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 },
    listener,
  )
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, host, listening)
  })
  return server
}

const close = (server: Server) => new Promise((closed) => server.close(closed))

const adminPages =
  ({ registry }: Metrics): RequestListener =>
  (request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  }

/** Starts to serve. Rejects with the system's error when a port is taken. */
export async function startWebServer({ host, drain, ...deps }: WebServerOptions): Promise<WebServer> {
  let stopping = false
  const metrics = createMetrics(deps.db)
  const app = createApp({ ...deps, metrics, stopping: () => stopping })
  const pages = await listen(app, deps.config.web.port, host)
  const admin = await listen(adminPages(metrics), deps.config.web.adminPort, host)
  return {
    adminPort: (admin.address() as AddressInfo).port,
    async stop() {
      stopping = true
      await wait(drain)
      await Promise.all([close(pages), close(admin)])
    },
  }
}
