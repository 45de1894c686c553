/** Knows the staff area: where all staff sign in, and the table of its pages. */
import type { Router } from 'express'
import type { Config } from '../config.ts'
import { createArea } from '../web/area.ts'
import type { AreaDeps } from '../web/area.ts'
import { showMessage } from '../web/messagePage.ts'
import { allow } from '../web/permissions.ts'
import { createSignIn } from '../web/signIn.ts'
import { formWithFile } from '../web/upload.ts'
import { identify } from './identify.ts'
import { staffJourneys, staffRoutes } from './routes.ts'

const address = '/staff'

export interface StaffAreaDeps extends AreaDeps {
  config: Pick<Config, 'staff'>
}

/** Everything under `/staff`; mount it at the root. */
export function staffArea(deps: StaffAreaDeps): Router {
  const { db, config, now, publicUrl } = deps
  const signIn = createSignIn({
    area: address,
    alsoFor: ['/phone'],
    publicUrl,
    oidc: config.staff.oidc,
    scope: 'openid profile',
    now,
    onSignedIn: (claims, at) => identify(db, claims, config.staff, at),
    showPage: showMessage,
  })
  return createArea(deps, {
    address,
    signInArea: address,
    errorView: 'staff/error',
    open: signIn,
    // Nobody else's file is read; the token is among the form's parts.
    beforeToken(pages) {
      pages.post('/timetable/*path', allow('change-timetable'), formWithFile('file'))
      pages.post('/figures/*path', allow('key-figures'), formWithFile('file'))
    },
    routes: staffRoutes,
    journeys: staffJourneys,
  })
}
