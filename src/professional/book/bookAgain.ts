/** Knows how a professional asks for a visit like another of their own: for the same prisoner, or the same prison. */
import { randomUUID } from 'node:crypto'
import type { Router } from 'express'
import { z } from 'zod'
import { officialJourney } from '../../booking/pages/journeys.ts'
import { firstChoice } from '../../booking/steps/choices.ts'
import { prisoner } from '../../booking/steps/prisoner.ts'
import { typedOfficial } from '../../booking/visit/typedOfficial.ts'
import { withVisit } from '../../booking/visit/withVisit.ts'
import type { VisitMeans } from '../../booking/visit/withVisit.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { insertDraft } from '../../store/drafts.ts'
import { personOf } from '../visit/doors.ts'

const draftId = z.uuidv4()

/** Where each goes on; the first question that is not answered is asked there. */
const ways = { 'book-again': firstChoice.slug, 'book-another': prisoner.slug } as const

/**
 * Adds `POST /:secret/book-again`, which keeps all but the times, and `/:secret/book-another`, which also asks anew who
 * the prisoner is (specification §6). The form names the draft that it makes, so that sent twice it makes one.
 */
export function bookAgain(router: Router, means: VisitMeans): void {
  for (const [way, next] of Object.entries(ways)) {
    router.post(
      `/:secret/${way}`,
      withVisit(means, async (request, response, { visit }) => {
        const { data: id = randomUUID() } = draftId.safeParse(typedIn(request.body, ['draft']).draft)
        const kept = Object.entries(typedOfficial(visit)).filter(([slug]) => slug !== next)
        await insertDraft(means.db, {
          id,
          owner: personOf(request),
          journey: officialJourney.name,
          answers: Object.fromEntries(kept),
          now: means.now(),
        })
        response.redirect(303, `/professional/book/${id}/${next}`)
      }),
    )
  }
}
