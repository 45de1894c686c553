/** Knows how an area is put together where staff are signed in: roles, header, then the table of its pages. */
import type { RequestHandler, Router } from 'express'
import { areaFrame } from './areaFrame.ts'
import type { AreaFrame } from './areaFrame.ts'
import { speak } from './language.ts'
import { showMessage } from './messagePage.ts'
import { navigationFor } from './navigation.ts'
import { allow, someRoleOnly } from './permissions.ts'
import type { AreaJourney, AreaRoute, JourneyMeans } from './work.ts'

/** What an area is given from outside. */
export interface AreaDeps extends JourneyMeans {
  /** The session that all these areas share. */
  sessions: RequestHandler[]
  publicUrl: string
}

export interface Area extends Pick<AreaFrame, 'address' | 'signInArea' | 'open' | 'beforeToken'> {
  errorView: string
  routes: readonly AreaRoute[]
  journeys?: readonly AreaJourney[]
}

const inEnglish: RequestHandler = (_request, response, next) => {
  speak(response, 'en')
  next()
}

/** Everything under the area's address, in English alone; mount it at the root. */
export function createArea(deps: AreaDeps, area: Area): Router {
  const { db, now, publicUrl, limits, sessions } = deps
  const { address, routes, journeys = [] } = area
  const showNavigation: RequestHandler = (request, response, next) => {
    response.locals.navigation = navigationFor(request.session.signedIn?.roles ?? [], address)
    next()
  }
  const guards = [someRoleOnly((response) => showMessage(response, 'noRole')), showNavigation]
  return areaFrame({ ...area, sessions, now, before: [inEnglish], guards }, (pages) => {
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
  })
}
