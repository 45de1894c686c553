/** Knows the journey of who changes a visit: its own questions of the one that asked for the visit. */
import type { Request, Response, Router } from 'express'
import type { OwnActor } from '../../store/events.ts'
import { readVisit } from '../../store/visits.ts'
import { errorPage } from '../../web/errors.ts'
import type { Limits } from '../../web/limits.ts'
import { journeyPages } from '../pages/bookPages.ts'
import type { JourneyPages } from '../pages/bookPages.ts'
import { showTooLate } from '../visit/refusals.ts'
import { socialChange } from './changeKinds.ts'
import type { ChangeKind } from './changeKinds.ts'
import { checkChange } from './checkChange.ts'
import { visitPage } from './showChange.ts'

export interface ChangePagesOptions extends Pick<
  JourneyPages,
  'db' | 'now' | 'listPlaces' | 'startPageOf' | 'bookerOf'
> {
  /** Of social visits unless told. */
  kind?: ChangeKind
  limits: Limits
  actorOf: (request: Request) => OwnActor
  /** Leads back to the page of the visit. */
  leadTo: (response: Response, visitId: number, query?: string) => Promise<void> | void
}

/** `/<draft>/…` below where they are mounted; who came to the visit has such drafts. */
export function changePages(options: ChangePagesOptions): Router {
  const { db, leadTo, kind = socialChange } = options
  const onSent = async (response: Response, visitId: number) => leadTo(response, visitId, '?changed=change')
  const pages: JourneyPages = {
    ...options,
    journey: kind.journey,
    beforeFirst: ({ address }) => `${address}/${visitPage}`,
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
        withDraft(async (_request, response, { draft, address }, next) => {
          const { own, place } = draft.facts
          const visit = own && !place?.bookable ? await readVisit(db, own.visitId) : undefined
          if (!visit) return next()
          showTooLate(response, { visit, address: `${address}/${visitPage}` }, 'notBookable')
        }),
      )
    },
  }
  return journeyPages(pages, checkChange({ ...options, kind, onSent }))
}
