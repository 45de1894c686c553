/** Knows the journey of a call: that of a family, asked by the agent, read back to the caller before it is sent. */
import { Router } from 'express'
import type { Request, Response } from 'express'
import { journeyPages } from '../../booking/pages/bookPages.ts'
import { sendRequest } from '../../booking/pages/checkAnswers.ts'
import { phoneJourney } from '../../booking/pages/journeys.ts'
import { keepVisitOfCall } from '../../store/calls.ts'
import { readVisit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import type { JourneyMeans } from '../../web/work.ts'
import { callAddress, draftOwner } from '../calls/openCall.ts'
import { callOfJourney, inCallsJourney } from './callJourney.ts'
import { isConfirmed, showReadBack } from './readBack.ts'

const addressOf = (request: Request): string => callAddress(callOfJourney(request))

function showMissing(request: Request, response: Response): void {
  const { text } = translator('en')
  response.status(403).render('phone/message', {
    title: text('phoneBook.missing.title'),
    text: text('phoneBook.missing.text'),
    link: { href: printed(addressOf(request)), text: text('phoneBook.missing.link') },
  })
}

/** `/phone/calls/:call/book/…`; the drafts are the call's own. */
export function callPages(means: JourneyMeans): Router {
  const { db, now } = means

  async function onSent(response: Response, visitId: number): Promise<void> {
    const call = callOfJourney(response.req)
    const visit = await readVisit(db, visitId)
    if (!visit) return errorPage(response, 'notFound')
    await keepVisitOfCall(db, call, visitId)
    response.redirect(303, `${callAddress(call)}/sent/${visit.reference}`)
  }

  const router = Router({ mergeParams: true })
  router.use(inCallsJourney(db, now))
  router.use(
    journeyPages(
      {
        ...means,
        journey: phoneJourney,
        startPageOf: addressOf,
        bookerOf: (request) => ({ id: draftOwner(callOfJourney(request)) }),
        onSent,
        onMissing: showMissing,
      },
      {
        show: showReadBack,
        async send(request, response, here, addresses) {
          if (here.walk.complete && !isConfirmed(request.body)) {
            return showReadBack(response, here, addresses, { isMissing: true })
          }
          const { agentId, channel } = callOfJourney(request)
          const sender = { actor: { kind: 'staff' as const, personId: agentId }, channel }
          await sendRequest(response, { ...here, sender }, addresses, {
            ...means,
            journey: phoneJourney,
            onSent,
          })
        },
      },
    ),
  )
  return router
}
