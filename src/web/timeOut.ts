/** Knows the warning before a session ends for want of use, and how it is kept alive (specification §4 "Sessions"). */
import type { RequestHandler } from 'express'
import { cookies } from './cookies.ts'

/** Milliseconds before the end at which the page warns. */
const warning = 5 * 60_000

/** Where an area's pages keep their session alive, below its address. */
export const stayPath = '/still-here'

/** Lets the pages of an area warn; `ended` is where they lead when the time is over. */
export function timeOutWarning(area: string, ended: string): RequestHandler {
  const { maxAge } = cookies.session
  const timeOut = { stay: `${area}${stayPath}`, ended, warnAfter: maxAge - warning, endAfter: maxAge }
  return (_request, response, next) => {
    response.locals.timeOut = timeOut
    next()
  }
}

/** GET `<area>/still-here`: the session counts as used now (204); 404 where it has ended. */
export const stillHere =
  (now: () => Date): RequestHandler =>
  ({ session }, response) => {
    const isKept = Object.keys(session).some((name) => name !== 'cookie')
    if (isKept) session.writtenAt = now().getTime()
    response.status(isKept ? 204 : 404).end()
  }
