/** Knows who may do what (specification §1): permissions by role, and the guards that ask for them. */
import type { RequestHandler, Response } from 'express'
import type { Role } from '../domain/roles.ts'
import { printed } from '../views/printed.ts'
import { signedInLimit } from './cookies.ts'
import { errorPage } from './errors.ts'
import { returnAddress } from './returnAddress.ts'
import { logSecurityEvent } from './securityEvents.ts'
import { renewSession } from './signIn.ts'

export type Permission =
  | 'see-requests'
  | 'decide-requests'
  | 'handle-visits'
  | 'book-at-desk'
  | 'see-history'
  | 'change-timetable'
  | 'change-settings'
  | 'verify-professionals'
  | 'answer-privacy'
  | 'run-service'
  | 'read-feedback'
  | 'take-calls'
  | 'see-team'
  | 'key-figures'

const clerk: readonly Permission[] = [
  'see-requests',
  'decide-requests',
  'handle-visits',
  'book-at-desk',
  'see-history',
]

const permissions: Record<Role, readonly Permission[]> = {
  clerk,
  manager: [...clerk, 'change-timetable', 'change-settings', 'verify-professionals', 'read-feedback'],
  agent: ['take-calls', 'see-team'],
  analyst: ['key-figures', 'see-team', 'read-feedback'],
  administrator: ['answer-privacy', 'run-service', 'read-feedback'],
}

/** True when one of the roles brings the permission. */
export const hasPermission = (roles: readonly Role[], permission: Permission): boolean =>
  roles.some((role) => permissions[role].includes(permission))

/** Refuses (403) who does not have the permission. */
export function allow(permission: Permission): RequestHandler {
  return (request, response, next) => {
    const roles = request.session.signedIn?.roles ?? []
    if (hasPermission(roles, permission)) next()
    else errorPage(response, 'forbidden')
  }
}

export interface SignedInOptions {
  area: string
  /** The area where its people sign in. */
  signInArea: string
  now: () => Date
}

/** Sends who is not signed in, or has been for 12 hours, to the sign-in; tells others that the page has expired (403). */
export function signedInOnly({ area, signInArea, now }: SignedInOptions): RequestHandler {
  return async (request, response, next) => {
    const { signedIn } = request.session
    // Sessions of an earlier version do not say where they were made: all of them are the staff's.
    const isHere = signedIn && (signedIn.area ?? '/staff') === signInArea
    if (isHere && now().getTime() - signedIn.at < signedInLimit) {
      response.locals.signedIn = { name: printed(signedIn.name), roles: signedIn.roles }
      next()
      return
    }
    if (signedIn) await renewSession(request)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      errorPage(response, 'expired')
      return
    }
    const returnTo = returnAddress(area, request.originalUrl)
    const search = returnTo === signInArea ? '' : `?${new URLSearchParams({ returnTo }).toString()}`
    response.redirect(303, `${signInArea}/sign-in${search}`)
  }
}

/** Shows who has no role at all where to ask for one (403). */
export function someRoleOnly(showPage: (response: Response) => void): RequestHandler {
  return (request, response, next) => {
    if ((request.session.signedIn?.roles.length ?? 0) > 0) {
      next()
      return
    }
    logSecurityEvent(request, 'denied')
    response.status(403)
    showPage(response)
  }
}
