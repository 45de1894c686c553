/** Knows the public side's own pages: the journey of a family, and following a visit. */
import { Router } from 'express'
import type { RequestHandler } from 'express'
import { printedCode } from '../domain/draftCode.ts'
import type { Database } from '../store/database.ts'
import { theVisitor } from '../store/events.ts'
import { mintLink } from '../store/links.ts'
import type { RandomBytes } from '../store/links.ts'
import type { PlaceName } from '../store/places.ts'
import { printed } from '../views/printed.ts'
import { csrfProtection, csrfToken } from '../web/csrf.ts'
import { errorPage } from '../web/errors.ts'
import type { Limits } from '../web/limits.ts'
import { noReferrer, noStore } from '../web/security.ts'
import { languageOf } from '../web/language.ts'
import { ownerOf } from '../web/session.ts'
import { stayPath, stillHere, timeOutWarning } from '../web/timeOut.ts'
import { askPages } from './alerts/askPages.ts'
import { stopPages } from './alerts/stopPages.ts'
import { changePages } from './change/changePages.ts'
import { feedbackPagesOf } from './feedback/feedbackPages.ts'
import { bookPages } from './pages/bookPages.ts'
import { publicJourney } from './pages/journeys.ts'
import { privacyPages } from './privacy/privacyPages.ts'
import { visitPages } from './visitPages.ts'

export interface BookingOptions {
  db: Database
  now: () => Date
  randomBytes: RandomBytes
  limits: Limits
  sessions: RequestHandler[]
  listPlaces: () => Promise<readonly PlaceName[]>
  /** How the public reaches the service. */
  publicUrl: string
  /** Whether text messages can be offered. */
  sendsTexts: boolean
}

/** The journey of a family. */
function familyPages({ now, ...options }: BookingOptions): Router {
  const { db, randomBytes } = options
  return bookPages({
    ...options,
    now,
    journey: publicJourney,
    startPageOf: () => '/',
    bookerOf: (request) => ({ id: ownerOf(request, now()), language: languageOf(request) }),
    senderOf: (request) => ({ actor: theVisitor, channel: 'online', address: request.ip ?? '' }),
    onSent: async (response, visitId) =>
      response.redirect(303, `/visits/${await mintLink(db, visitId, now(), randomBytes)}`),
    // By this code a phone agent goes on with what was typed.
    onLoaded: (response, { id }) => (response.locals.draftCode = printed(printedCode(id))),
    onMissing: (_request, response) => errorPage(response, 'expired'),
    morePages: (router, journey) => askPages(router, journey, { ...options, now, visitType: 'social' }),
  })
}

/** The journey of a visitor who changes a visit; they came by a link, and get a new one back to it. */
function ownChangePages({ now, ...options }: BookingOptions): Router {
  const { db, randomBytes } = options
  return changePages({
    ...options,
    now,
    startPageOf: () => '/visits',
    bookerOf: (request) => ({ id: ownerOf(request, now()) }),
    actorOf: () => theVisitor,
    leadTo: async (response, visitId, query = '') =>
      response.redirect(303, `/visits/${await mintLink(db, visitId, now(), randomBytes)}${query}`),
  })
}

/** Lets the pages of times lead to an alert; only the public's do. */
const offerAlert: RequestHandler = (_request, response, next) => {
  response.locals.offersAlert = true
  next()
}

/** `/book/…`, `/visits/…`, `/change/…`, `/alerts/…`, `/privacy/ask` and `/feedback`. */
export function booking(options: BookingOptions): Router {
  const router = Router()
  router.use('/alerts', stopPages(options))
  router.use(
    ['/book', '/visits', '/change', '/privacy/ask', '/feedback'],
    noStore,
    ...options.sessions,
    csrfToken,
    csrfProtection,
  )
  router.get(`/book${stayPath}`, stillHere(options.now))
  router.use(['/book', '/visits', '/change', '/privacy/ask'], timeOutWarning('/book', '/timed-out'))
  router.use('/book', offerAlert, familyPages(options))
  router.use('/visits', visitPages(options))
  router.use('/change', noReferrer, ownChangePages(options))
  router.use('/privacy/ask', privacyPages(options))
  router.use('/feedback', feedbackPagesOf(options))
  return router
}
