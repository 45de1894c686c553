/** Knows how the staff area is put together: session, sign-in, guards, then the table of pages. */
import { Router } from 'express'
import type { RequestHandler, Response } from 'express'
import type { Config } from '../config.ts'
import { csrfProtection, csrfToken } from '../web/csrf.ts'
import { notFound } from '../web/errors.ts'
import { speak } from '../web/language.ts'
import { allow, signedInOnly, someRoleOnly } from '../web/permissions.ts'
import { noStore } from '../web/security.ts'
import { createSignIn } from '../web/signIn.ts'
import { formWithFile } from '../web/upload.ts'
import { identify } from './identify.ts'
import { showMessage } from './messagePage.ts'
import { navigationFor } from './navigation.ts'
import { staffJourneys, staffRoutes } from './routes.ts'
import type { JourneyMeans } from './work.ts'

const area = '/staff'

export interface StaffAreaDeps extends JourneyMeans {
  config: Pick<Config, 'staff'>
  /** The staff area's own session. */
  sessions: RequestHandler[]
  publicUrl: string
}

/** The staff area speaks English alone and has its own error pages. */
const ownLayout: RequestHandler = (_request, response, next) => {
  speak(response, 'en')
  response.locals.errorView = 'staff/error'
  next()
}

/** Everything under `/staff`; mount it at the root. */
export function staffArea(deps: StaffAreaDeps): Router {
  const { db, config, now, sessions, publicUrl } = deps
  const { oidc } = config.staff
  const pages = Router()
  pages.use(ownLayout, noStore, sessions)
  pages.use(
    createSignIn({
      area,
      publicUrl,
      oidc,
      scope: 'openid profile',
      now,
      onSignedIn: (claims, at) => identify(db, claims, config.staff, at),
      showPage: showMessage,
    }),
  )
  pages.use(signedInOnly({ area, now }), csrfToken)
  pages.use(someRoleOnly((response: Response) => showMessage(response, 'noRole')))
  pages.use((request, response, next) => {
    response.locals.navigation = navigationFor(request.session.signedIn?.roles ?? [])
    next()
  })
  // Nobody else's file is read; the token is among the form's parts.
  pages.post('/timetable/*path', allow('change-timetable'), formWithFile('file'))
  pages.use(csrfProtection)
  // Who may not see the list of requests begins with the first section that is theirs.
  pages.get('/', (_request, response, next) => {
    const [first] = response.locals.navigation as ReturnType<typeof navigationFor>
    if (first && first.href !== area) response.redirect(303, first.href)
    else next()
  })
  for (const [method, path, permission, handle] of staffRoutes) {
    pages[method](path, allow(permission), async (request, response) => {
      const { signedIn } = request.session
      if (signedIn) await handle({ request, response, person: signedIn, db, now: now(), publicUrl })
    })
  }
  for (const [path, permission, journey] of staffJourneys) pages.use(path, allow(permission), journey(deps))
  pages.use(notFound)
  const router = Router()
  router.use(area, pages)
  return router
}
