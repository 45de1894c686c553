/** Knows the pages of the visits found in a call: those that a visitor has, by the same rules, done by the agent. */
import { Router } from 'express'
import type { Request, RequestHandler } from 'express'
import { z } from 'zod'
import { sendLastAgain } from '../../actions/sendLastAgain.ts'
import { changePages } from '../../booking/change/changePages.ts'
import { startChange } from '../../booking/change/startChange.ts'
import { withdrawPages } from '../../booking/change/withdrawPages.ts'
import { endPages } from '../../booking/visit/endPages.ts'
import { isTooOften } from '../../booking/visit/question.ts'
import { showChanged } from '../../booking/visit/refusals.ts'
import { supportPages } from '../../booking/visit/supportPages.ts'
import { withVisit } from '../../booking/visit/withVisit.ts'
import { keepVisitOfCall } from '../../store/calls.ts'
import type { Database } from '../../store/database.ts'
import { findChangedVisit } from '../../store/draftCopies.ts'
import { errorPage } from '../../web/errors.ts'
import type { AreaJourney, JourneyMeans } from '../../web/work.ts'
import { agentOf, callAddressOf, callDoor, foundIn, onlyInCall } from './callDoor.ts'
import { contactPage } from './contactPage.ts'
import { showFound, visitPage } from './visitPage.ts'
import { inAgentsWords } from './words.ts'

const ownOf = (request: Request) => ({
  id: String(request.params.call),
  agentId: agentOf(request),
})

/** What is done with a visit is what the call is about. */
const noteVisit =
  (db: Database, find: (request: Request) => Promise<number | undefined>): RequestHandler =>
  async (request, _response, next) => {
    const visitId = await find(request)
    if (visitId !== undefined) await keepVisitOfCall(db, ownOf(request), visitId)
    next()
  }

/** `/phone/calls/:call/visits`, and a visit by its reference below. */
function foundPages(options: JourneyMeans): Router {
  const { db, now, limits } = options
  const means = { ...options, door: callDoor(db) }
  const router = Router({ mergeParams: true })
  router.use(inAgentsWords, onlyInCall(db, now))
  router.post(
    '/:secret/:action',
    noteVisit(db, (request) => means.door.find(request)),
  )
  router.get('/', showFound(means))
  visitPage(router, means)
  endPages(router, means)
  contactPage(router, means)
  supportPages(router, means)
  startChange(router, means)
  withdrawPages(router, means)
  router.post(
    '/:secret/resend',
    withVisit(means, async (request, response, own) => {
      if (await isTooOften(response, limits, own)) return
      const asked = { visitId: own.visit.id, personId: agentOf(request) }
      const outcome = await sendLastAgain(db, asked, now())
      if ('done' in outcome) response.redirect(303, `${own.address}?changed=resent`)
      else showChanged(response, own)
    }),
  )
  return router
}

/** `/phone/calls/:call/change/<draft>/…`, while the call goes on in which the visit was found. */
function callersChangePages(options: JourneyMeans): Router {
  const { db } = options
  const router = Router({ mergeParams: true })
  router.use(inAgentsWords, onlyInCall(db, options.now))
  router.use('/:draft', async (request, response, next) => {
    const draft = z.uuid().safeParse(request.params.draft).data
    const visitId = draft && (await findChangedVisit(db, draft))
    const visit = visitId && (await foundIn(db, request)).find((found) => found.visitId === visitId)
    if (!visit) return errorPage(response, 'notFound')
    if (request.method === 'POST') await keepVisitOfCall(db, ownOf(request), visit.visitId)
    response.locals.visitAddress = `${callAddressOf(request)}/visits/${visit.reference}`
    next()
  })
  router.use(
    changePages({
      ...options,
      startPageOf: () => '/phone',
      bookerOf: (request) => ({ id: agentOf(request) }),
      actorOf: (request) => ({ kind: 'staff', personId: agentOf(request) }),
      leadTo: (response, _visitId, query = '') =>
        response.redirect(303, `${String(response.locals.visitAddress)}${query}`),
    }),
  )
  return router
}

export const foundJourneys: readonly AreaJourney[] = [
  ['/calls/:call/visits', 'take-calls', foundPages],
  ['/calls/:call/change', 'take-calls', callersChangePages],
]
