/** Knows the journey of who changes a visit: its own questions of the one that asked for the visit. */
import type { Response, Router } from 'express'
import { mintLink } from '../../store/links.ts'
import type { RandomBytes } from '../../store/links.ts'
import { readVisit } from '../../store/visits.ts'
import { errorPage } from '../../web/errors.ts'
import { ownerOf } from '../../web/session.ts'
import type { Limits } from '../../web/limits.ts'
import { journeyPages } from '../pages/bookPages.ts'
import type { JourneyPages } from '../pages/bookPages.ts'
import { changeJourney } from '../pages/journeys.ts'
import { showTooLate } from '../visit/refusals.ts'
import { checkChange, visitPage } from './checkChange.ts'

export interface ChangePagesOptions extends Pick<JourneyPages, 'db' | 'now' | 'listPlaces'> {
  randomBytes: RandomBytes
  limits: Limits
}

const basePath = '/change'

/** `/change/<draft>/…`; who came by a link of the visit has such drafts. */
export function changePages(options: ChangePagesOptions): Router {
  const { db, now, randomBytes } = options
  const leadTo = async (response: Response, visitId: number, query = '') =>
    response.redirect(303, `/visits/${await mintLink(db, visitId, now(), randomBytes)}${query}`)
  const onSent = (response: Response, visitId: number) => leadTo(response, visitId, '?changed=change')
  const pages: JourneyPages = {
    ...options,
    journey: changeJourney,
    basePath,
    startPage: '/visits',
    beforeFirst: ({ id }) => `${basePath}/${id}/${visitPage}`,
    bookerOf: (request) => ({ id: ownerOf(request, now()) }),
    onSent,
    onMissing: (_request, response) => errorPage(response, 'expired'),
    morePages(router, { withDraft }) {
      router.get(
        `/:journey/${visitPage}`,
        withDraft(async (_request, response, { draft }) => {
          const { own } = draft.facts
          if (own) await leadTo(response, own.visitId)
          else errorPage(response, 'expired')
        }),
      )
      // A prison that takes no bookings any more has no times, but that is not why.
      router.get(
        '/:journey/no-times',
        withDraft(async (_request, response, { draft }, next) => {
          const { own, place } = draft.facts
          const visit = own && !place?.bookable ? await readVisit(db, own.visitId) : undefined
          if (!visit) return next()
          showTooLate(response, { visit, address: `${basePath}/${draft.id}/${visitPage}` }, 'notBookable')
        }),
      )
    },
  }
  return journeyPages(pages, checkChange({ ...options, onSent }))
}
