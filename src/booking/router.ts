/** Knows the public side's own pages: the journey of a family, and following a visit. */
import { randomUUID } from 'node:crypto'
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { journeyRouter } from '../journey/router.ts'
import type { Database } from '../store/database.ts'
import { mintLink } from '../store/links.ts'
import type { RandomBytes } from '../store/links.ts'
import type { PlaceName } from '../store/places.ts'
import { csrfProtection, csrfToken } from '../web/csrf.ts'
import { errorPage } from '../web/errors.ts'
import type { Limits } from '../web/limits.ts'
import { noStore } from '../web/security.ts'
import { ownerOf as ownerAt } from '../web/session.ts'
import { sendRequest, showAnswers } from './checkAnswers.ts'
import { draftStore } from './drafts.ts'
import { publicJourney } from './journeys.ts'
import { otherVisitorRoutes } from './otherVisitorRoutes.ts'
import { visitPages } from './visitPages.ts'

export interface BookingOptions {
  db: Database
  now: () => Date
  randomBytes: RandomBytes
  limits: Limits
  sessions: RequestHandler[]
  listPlaces: () => Promise<readonly PlaceName[]>
}

const lastPage = 'check-answers'

function bookPages({ db, now, randomBytes, limits, listPlaces }: BookingOptions): Router {
  const router = Router()
  const drafts = draftStore({ db, journey: 'public', visitType: 'social', listPlaces })
  const ownerOf = (request: Request) => ownerAt(request, now())
  const onSent = async (response: Response, visitId: number) =>
    response.redirect(303, `/visits/${await mintLink(db, visitId, now(), randomBytes)}`)
  const journey = journeyRouter({
    basePath: '/book',
    prefix: 'book',
    list: publicJourney,
    lastPage,
    drafts,
    ownerOf,
    now,
    newId: randomUUID,
    startPage: '/',
    onSent,
    onMissing: (_request, response) => errorPage(response, 'expired'),
  })
  const { withDraft, addressOf, nextPage } = journey
  otherVisitorRoutes(router, { journey, drafts, ownerOf, now })
  router.get(
    `/:journey/${lastPage}`,
    withDraft((_request, response, standing) => {
      const of = (page: string) => addressOf(standing.draft, page)
      if (!standing.walk.complete) return response.redirect(303, of(nextPage(standing.walk)))
      showAnswers(response, standing, { of })
    }),
  )
  router.post(
    `/:journey/${lastPage}`,
    withDraft((request, response, standing) => {
      const of = (page: string) => addressOf(standing.draft, page)
      const addresses = { of, here: of(nextPage(standing.walk)) }
      return sendRequest(request, response, standing, addresses, { db, now, randomBytes, limits, onSent })
    }),
  )
  router.use(journey.router)
  return router
}

/** `/book/…` and `/visits/…`. */
export function booking(options: BookingOptions): Router {
  const router = Router()
  router.use(['/book', '/visits'], noStore, ...options.sessions, csrfToken, csrfProtection)
  router.use('/book', bookPages(options))
  router.use('/visits', visitPages(options))
  return router
}
