/** Knows the journey of a professional: an official visit, asked for in the words of their area. */
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { bookPages } from '../../booking/pages/bookPages.ts'
import { officialJourney } from '../../booking/pages/journeys.ts'
import { readVisit } from '../../store/visits.ts'
import { errorPage } from '../../web/errors.ts'
import { languageOf } from '../../web/language.ts'
import { professionalOf } from '../work.ts'
import type { ProfessionalMeans } from '../work.ts'
import { knownOf } from './known.ts'
import { inOfficialWords } from './words.ts'

/** The times inside the lead time can be asked for, too. */
const offerSooner: RequestHandler = (_request, response, next) => {
  response.locals.section = 'book'
  response.locals.offersSooner = true
  next()
}

/** Who a request is from; it has passed the area's guards. */
function senderOf(request: Request) {
  const professional = professionalOf(request.res as Response)
  const actor = { kind: 'professional' as const, personId: professional.personId }
  return { actor, channel: 'online' as const, address: request.ip ?? '', professional }
}

/** `/professional/book/…`; the drafts are the professional's own, in whichever browser. */
export function officialPages(means: ProfessionalMeans): Router {
  const router = Router()
  router.use(inOfficialWords, offerSooner)
  // Who books one visit after another begins each anew.
  router.get('/', ({ baseUrl }, response) =>
    response.redirect(303, `${baseUrl}/${officialJourney.list[0]?.slug}`),
  )
  router.use(
    bookPages({
      ...means,
      journey: officialJourney,
      startPageOf: () => '/professional',
      bookerOf(request) {
        const { professional } = senderOf(request)
        return { id: professional.personId, language: languageOf(request), known: knownOf(professional) }
      },
      senderOf,
      async onSent(response, visitId) {
        const visit = await readVisit(means.db, visitId)
        if (visit) response.redirect(303, `/professional/visits/${visit.reference}?sent=1`)
        else errorPage(response, 'notFound')
      },
      onMissing: (_request, response) => errorPage(response, 'expired'),
    }),
  )
  return router
}
