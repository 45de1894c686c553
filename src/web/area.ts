/** Knows how an area is put together where staff are signed in: session, guards, header, then the table of its pages. */
import { Router } from 'express'
import type { RequestHandler } from 'express'
import { csrfProtection, csrfToken } from './csrf.ts'
import { notFound } from './errors.ts'
import { speak } from './language.ts'
import { showMessage } from './messagePage.ts'
import { navigationFor } from './navigation.ts'
import { allow, signedInOnly, someRoleOnly } from './permissions.ts'
import { noStore } from './security.ts'
import { stayPath, stillHere, timeOutWarning } from './timeOut.ts'
import type { AreaJourney, AreaRoute, JourneyMeans } from './work.ts'

/** What an area is given from outside. */
export interface AreaDeps extends JourneyMeans {
  /** The session that all these areas share. */
  sessions: RequestHandler[]
  publicUrl: string
}

export interface Area {
  /** Where it lives, such as `/staff`. */
  address: string
  /** The area where its people sign in. */
  signInArea: string
  errorView: string
  /** Pages for who is not signed in. */
  open?: Router
  /** Forms that must be read before their token is looked for. */
  beforeToken?: (pages: Router) => void
  routes: readonly AreaRoute[]
  journeys?: readonly AreaJourney[]
}

/** Everything under the area's address, in English alone; mount it at the root. */
export function createArea(deps: AreaDeps, area: Area): Router {
  const { db, now, sessions, publicUrl, limits } = deps
  const { address, signInArea, errorView, open, beforeToken, routes, journeys = [] } = area
  const pages = Router()
  pages.use((_request, response, next) => {
    speak(response, 'en')
    response.locals.errorView = errorView
    next()
  })
  pages.use(noStore, sessions)
  if (open) pages.use(open)
  pages.use(signedInOnly({ area: address, signInArea, now }), csrfToken)
  pages.get(stayPath, stillHere(now))
  pages.use(timeOutWarning(address, `${signInArea}/timed-out`))
  pages.use(someRoleOnly((response) => showMessage(response, 'noRole')))
  pages.use((request, response, next) => {
    response.locals.navigation = navigationFor(request.session.signedIn?.roles ?? [], address)
    next()
  })
  beforeToken?.(pages)
  pages.use(csrfProtection)
  // Who may not see the area's home begins with the first section that is theirs.
  pages.get('/', (_request, response, next) => {
    const [first] = response.locals.navigation as ReturnType<typeof navigationFor>
    if (first && first.href !== address) response.redirect(303, first.href)
    else next()
  })
  for (const [method, path, permission, handle] of routes) {
    pages[method](path, allow(permission), async (request, response) => {
      const { signedIn } = request.session
      if (signedIn) await handle({ request, response, person: signedIn, db, now: now(), publicUrl, limits })
    })
  }
  for (const [path, permission, journey] of journeys) pages.use(path, allow(permission), journey(deps))
  pages.use(notFound)
  const router = Router()
  router.use(address, pages)
  return router
}
