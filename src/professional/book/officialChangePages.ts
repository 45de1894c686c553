/** Knows the journey of a professional who changes an official visit of their own. */
import { Router } from 'express'
import { officialChange } from '../../booking/change/changeKinds.ts'
import { changePages } from '../../booking/change/changePages.ts'
import { readVisit } from '../../store/visits.ts'
import { errorPage } from '../../web/errors.ts'
import { languageOf } from '../../web/language.ts'
import { personOf } from '../visit/doors.ts'
import type { ProfessionalMeans } from '../work.ts'
import { inOfficialWords } from './words.ts'

/** `/professional/change/…`; the drafts are the professional's own. */
export function officialChangePages(means: ProfessionalMeans): Router {
  const router = Router()
  router.use(
    inOfficialWords,
    changePages({
      ...means,
      kind: officialChange,
      startPageOf: () => '/professional',
      bookerOf: (request) => ({ id: personOf(request), language: languageOf(request) }),
      actorOf: (request) => ({ kind: 'professional', personId: personOf(request) }),
      async leadTo(response, visitId, query = '') {
        const visit = await readVisit(means.db, visitId)
        if (visit) response.redirect(303, `/professional/visits/${visit.reference}${query}`)
        else errorPage(response, 'notFound')
      },
    }),
  )
  return router
}
