/** Knows the error pages: each says what happened, what became of the answers, and what to do. */
import type { ErrorRequestHandler, Request, Response } from 'express'
import { isBusy, refusedBy } from '../store/database.ts'
import { printed } from '../views/printed.ts'
import { isCsrfError } from './csrf.ts'
import { speak, translatorOf } from './language.ts'
import { logSecurityEvent } from './securityEvents.ts'
import type { SecurityEvent } from './securityEvents.ts'

type ErrorPage =
  'notFound' | 'badRequest' | 'tooLarge' | 'forbidden' | 'expired' | 'busy' | 'tooManyRequests' | 'problem'

const statuses: Record<ErrorPage, number> = {
  badRequest: 400,
  forbidden: 403,
  expired: 403,
  notFound: 404,
  tooLarge: 413,
  tooManyRequests: 429,
  problem: 500,
  busy: 503,
}

const events: Partial<Record<ErrorPage, SecurityEvent>> = {
  forbidden: 'denied',
  expired: 'token_refused',
  tooManyRequests: 'limit_hit',
}

/** Answers with an error page in the reader's language; an area may have a view of its own in `locals.errorView`. */
export function errorPage(
  response: Response,
  page: ErrorPage,
  values: Record<string, string | number> = {},
): void {
  if (!response.locals.translator) speak(response, 'en')
  response.setHeader('Cache-Control', 'no-store')
  if (page === 'busy') response.setHeader('Retry-After', '5')
  const event = events[page]
  if (event) logSecurityEvent(response.req, event)
  const { errorView = 'errors/error' } = response.locals as { errorView?: string }
  response
    .status(statuses[page])
    .render(errorView, { page, values: printed(values) }, (error: Error | null, html?: string) => {
      if (error) response.req.log.error({ err: error }, 'the error page failed')
      response.type(error ? 'text' : 'html')
      // What failed is not kept, and a database that fails once would fail again and cut this page off.
      if (statuses[page] >= 500) Reflect.deleteProperty(response.req, 'session')
      response.send(error ? translatorOf(response).text('pages.problem.title') : html)
    })
}

/** Tells who asks too often to come back after so many seconds (429). */
export function tooManyRequests(response: Response, wait: number): void {
  response.setHeader('Retry-After', String(wait))
  errorPage(response, 'tooManyRequests')
}

/** The page for addresses that do not exist, and for those that the reader may not know of. */
export function notFound(_request: Request, response: Response): void {
  errorPage(response, 'notFound')
}

function pageFor(error: unknown): ErrorPage {
  if (isCsrfError(error)) return 'expired'
  if (isBusy(error)) return 'busy'
  if (refusedBy(error, 'drafts_answers_check')) return 'tooLarge'
  const status = error instanceof Error && 'status' in error ? error.status : undefined
  if (status === 413) return 'tooLarge'
  return typeof status === 'number' && status >= 400 && status < 500 ? 'badRequest' : 'problem'
}

/** The last resort: logs what is not the reader's doing and shows the page that fits. */
export const errors: ErrorRequestHandler = (error: unknown, request: Request, response, _next) => {
  if (response.headersSent) {
    // Express' own handler would print the message, which may quote what a person typed, and cut a page off
    // that is complete when only its session could not be saved.
    request.log.error({ err: error }, 'failed after the answer began')
    response.end()
    return
  }
  const page = pageFor(error)
  if (page === 'problem' || page === 'busy') request.log.error({ err: error }, page)
  errorPage(response, page, { requestId: response.get('X-Request-Id') ?? '' })
}
