/** Knows what is logged of a request: its id, method, route pattern, status and duration; never an address or a body. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

const goodId = /^[A-Za-z0-9-]{8,64}$/

function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id']
  const id = typeof given === 'string' && goodId.test(given) ? given : randomUUID()
  response.setHeader('X-Request-Id', id)
  return id
}

/** The pattern of the route that answered, such as `/visits/:secret`; addresses themselves may be secret. */
export function routePattern(request: Request): string {
  const route = request.route as { path?: unknown } | undefined
  return typeof route?.path === 'string' ? `${request.baseUrl}${route.path}` : 'none'
}

const answered = (request: Request, response: ServerResponse) => ({
  method: request.method,
  route: routePattern(request),
  status: response.statusCode,
})

export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp<Request>({
    logger,
    genReqId: requestId,
    autoLogging: {
      ignore: (request) =>
        request.url?.startsWith('/health/') || request.url?.startsWith('/assets/') || false,
    },
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    // Errors reach `loggedError` as they are, not as plain objects without a name.
    wrapSerializers: false,
    serializers: { req: () => undefined, res: () => undefined, err: loggedError },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'request',
    customSuccessObject: (request, response, { responseTime }: { responseTime: number }) => ({
      ...answered(request, response),
      responseTime,
    }),
    customErrorMessage: () => 'request failed',
    customErrorObject: (request, response, err: Error) => ({ ...answered(request, response), err }),
  })
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
