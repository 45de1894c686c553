/** Knows how the web process listens: pages on one port, metrics on another, and how both stop. */
import { createServer } from 'node:http'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { collectDefaultMetrics } from 'prom-client'
import { createApp } from './app.ts'
import type { AppDeps } from './app.ts'
import { watchMaintenance } from './web/maintenance.ts'
import { createMetrics } from './web/metrics.ts'
import type { Metrics } from './web/metrics.ts'

export interface WebServerOptions extends Omit<AppDeps, 'metrics' | 'stopping' | 'maintenance'> {
  /** Address to listen on; all of the machine's when absent. */
  host?: string
  /** Milliseconds between saying "not ready" and taking no more requests, for a balancer to notice. */
  drain: number
}

export interface WebServer {
  port: number
  adminPort: number
  /** Says "not ready", takes no new requests, lets those under way finish. */
  stop: () => Promise<void>
}

/** Milliseconds that a request under way, or half sent, is given once the port is closed. */
const lastRequests = 10_000

interface Listening {
  server: Server
  sockets: Set<Socket>
}

async function listen(listener: RequestListener, port: number, host: string | undefined): Promise<Listening> {
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 },
    listener,
  )
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, host, listening)
  })
  return { server, sockets }
}

// A browser opens connections that it may never use; Node would wait for their first request.
async function close({ server, sockets }: Listening): Promise<void> {
  const deadline = setTimeout(() => server.closeAllConnections(), lastRequests)
  const closed = new Promise((done) => server.close(done))
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  await closed
  clearTimeout(deadline)
}

const portOf = ({ server }: Listening) => (server.address() as AddressInfo).port

/** Once stopping, tells every client with its answer to come back on a new connection: those go to other processes. */
function saysGoodbye(listener: RequestListener) {
  const open = new Set<ServerResponse>()
  let stopping = false
  const isLast = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('Connection', 'close')
  }
  return {
    listener: ((request, response) => {
      open.add(response)
      response.once('close', () => open.delete(response))
      if (stopping) isLast(response)
      listener(request, response)
    }) satisfies RequestListener,
    stop: () => {
      stopping = true
      open.forEach(isLast)
    },
  }
}

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
  collectDefaultMetrics({ register: metrics.registry })
  const maintenance = await watchMaintenance(deps.db, deps.config.dataDir)
  const polite = saysGoodbye(
    createApp({ ...deps, metrics, stopping: () => stopping, maintenance: maintenance.current }),
  )
  const pages = await listen(polite.listener, deps.config.web.port, host)
  const admin = await listen(adminPages(metrics), deps.config.web.adminPort, host)
  return {
    port: portOf(pages),
    adminPort: portOf(admin),
    async stop() {
      stopping = true
      maintenance.stop()
      polite.stop()
      await wait(drain)
      await Promise.all([close(pages), close(admin)])
    },
  }
}
