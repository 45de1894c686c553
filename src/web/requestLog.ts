/** Knows what is logged of a request: its id, method, route pattern, status and duration; never an address or a body. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Request, RequestHandler } from 'express'
import type { Logger } from 'pino'

declare module 'node:http' {
  interface IncomingMessage {
    /** Writes lines with the request's id. */
    log: Logger
  }
}

const goodId = /^[A-Za-z0-9-]{8,64}$/

function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && goodId.test(given) ? given : randomUUID()
}

/** The pattern of the route that answered, such as `/visits/:secret`; addresses themselves may be secret. */
export function routePattern(request: Request): string {
  const route = request.route as { path?: unknown } | undefined
  return typeof route?.path === 'string' ? `${request.baseUrl}${route.path}` : 'none'
}

const isQuiet = (path: string) => path.startsWith('/health/') || path.startsWith('/assets/')

/** Gives every request an id and a log of its own, and writes a line when it is answered or cut off. */
export function requestLog(logger: Logger): RequestHandler {
  const cautious = logger.child({}, { serializers: { err: loggedError } })
  return (request, response, next) => {
    const begun = performance.now()
    const id = requestId(request)
    response.setHeader('X-Request-Id', id)
    request.log = cautious.child({ requestId: id })
    const line = () => ({
      method: request.method,
      route: routePattern(request),
      status: response.statusCode,
      responseTime: Math.round(performance.now() - begun),
    })
    const quiet = isQuiet(request.url)
    response.on('error', (err) => request.log.error({ ...line(), err }, 'request failed'))
    response.once('close', () => {
      if (response.statusCode >= 500) request.log.error(line(), 'request failed')
      else if (!quiet) request.log.info(line(), 'request')
    })
    next()
  }
}

/** What is kept of an error: its kind and stack frames, not its message, which may quote what a person typed. */
export function loggedError(error: Error & { code?: unknown; constraint?: unknown }) {
  return {
    type: error.name,
    code: error.code,
    constraint: error.constraint,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .join('\n'),
  }
}
