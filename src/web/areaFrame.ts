/** Knows what stands around the pages of every area where people sign in: session, sign-in, token, guards. */
import { Router } from 'express'
import type { RequestHandler } from 'express'
import { csrfProtection, csrfToken } from './csrf.ts'
import { notFound } from './errors.ts'
import { signedInOnly } from './permissions.ts'
import { noStore } from './security.ts'
import { stayPath, stillHere, timeOutWarning } from './timeOut.ts'

export interface AreaFrame {
  /** Where it lives, such as `/staff`. */
  address: string
  /** The area where its people sign in. */
  signInArea: string
  /** The public's unless told. */
  errorView?: string
  /** The session that its areas share. */
  sessions: RequestHandler[]
  now: () => Date
  /** What every page has been through first, also those for who is not signed in. */
  before?: RequestHandler[]
  /** Pages for who is not signed in. */
  open?: Router
  /** Who is signed in and may not pass is answered by these. */
  guards: RequestHandler[]
  /** Forms that must be read before their token is looked for. */
  beforeToken?: (pages: Router) => void
}

/** Everything under the area's address; `fill` adds its pages. Mount it at the root. */
export function areaFrame(frame: AreaFrame, fill: (pages: Router) => void): Router {
  const { address, signInArea, errorView, sessions, now, before = [], open, guards, beforeToken } = frame
  const pages = Router()
  pages.use((_request, response, next) => {
    response.locals.errorView = errorView
    next()
  })
  pages.use(...before, noStore, sessions)
  if (open) pages.use(open)
  pages.use(signedInOnly({ area: address, signInArea, now }), csrfToken)
  pages.get(stayPath, stillHere(now))
  pages.use(timeOutWarning(address, `${signInArea}/timed-out`), ...guards)
  beforeToken?.(pages)
  pages.use(csrfProtection)
  fill(pages)
  pages.use(notFound)
  const router = Router()
  router.use(address, pages)
  return router
}
