/** Knows how a visitor asks for another visit of the same party: a new draft of the journey, at its times. */
import { randomUUID } from 'node:crypto'
import type { Router } from 'express'
import { z } from 'zod'
import { allowedOn } from '../../domain/ownActions.ts'
import { fullName } from '../../domain/names.ts'
import { placeName } from '../../domain/placeName.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { insertDraft } from '../../store/drafts.ts'
import { printed } from '../../views/printed.ts'
import { translatorOf } from '../../web/language.ts'
import { ownerOf } from '../../web/session.ts'
import { publicJourney } from '../pages/journeys.ts'
import { firstChoice } from '../steps/choices.ts'
import { typedAnswers } from './typedAnswers.ts'
import { withVisit } from './withVisit.ts'
import type { VisitMeans } from './withVisit.ts'

const page = '/:secret/book-again'

const draftId = z.uuidv4()

/** Adds the page `/:secret/book-again`. The form names the draft that it makes, so that sent twice it makes one. */
export function bookAgain(router: Router, means: VisitMeans): void {
  const { db, now } = means
  router.get(
    page,
    withVisit(means, (_request, response, { visit, address }) => {
      if (!allowedOn(visit, visit.place, now()).bookAgain) return response.redirect(303, address)
      response.render('visits/book-again', {
        place: printed(placeName(visit.place, translatorOf(response).language)),
        people: printed(visit.party.map(fullName)),
        draft: printed(randomUUID()),
        back: printed(address),
        address: printed(`${address}/book-again`),
      })
    }),
  )
  router.post(
    page,
    withVisit(means, async (request, response, { visit, address }) => {
      if (!allowedOn(visit, visit.place, now()).bookAgain) return response.redirect(303, address)
      const { data: id = randomUUID() } = draftId.safeParse(typedIn(request.body, ['draft']).draft)
      const answers = typedAnswers(visit)
      await insertDraft(db, {
        id,
        owner: ownerOf(request, now()),
        journey: publicJourney.name,
        answers,
        now: now(),
      })
      response.redirect(303, `/book/${id}/${firstChoice.slug}`)
    }),
  )
}
