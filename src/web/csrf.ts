/** Knows the token that every unsafe request must carry. */
import { csrfSync } from 'csrf-sync'
import type { RequestHandler } from 'express'
import { printedResult } from '../views/printed.ts'

const { csrfSynchronisedProtection, invalidCsrfTokenError } = csrfSync({
  getTokenFromRequest: (request) =>
    (request.body as { _csrf?: unknown } | undefined)?._csrf as string | undefined,
})

/** Refuses unsafe requests without this session's token. */
export const csrfProtection: RequestHandler = csrfSynchronisedProtection

/** Lets a page ask for its token; only a page with a form makes a session where there is none yet. */
export const csrfToken: RequestHandler = (request, response, next) => {
  response.locals.csrfToken = printedResult(() => request.csrfToken?.() ?? '')
  next()
}

/** True for the error of a missing or foreign token. */
export const isCsrfError = (error: unknown): boolean => error === invalidCsrfTokenError
