/** Knows the journey at the prison's own desk: that of a family, in a clerk's words, at the clerk's own prisons. */
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { bookPages } from '../../booking/pages/bookPages.ts'
import { deskJourney } from '../../booking/pages/journeys.ts'
import { readVisit } from '../../store/visits.ts'
import { reworded, translator } from '../../text/translate.ts'
import type { Translator } from '../../text/translate.ts'
import { errorPage } from '../../web/errors.ts'
import { speakBy } from '../../web/language.ts'
import type { SignedIn } from '../../web/signIn.ts'
import type { JourneyMeans } from '../../web/work.ts'

const address = '/staff/book'

const words: Translator = {
  ...reworded('en', 'book', ['staffDesk.steps']),
  times: (starts, ends) => `${starts} to ${ends}`,
}

/** The shared pages of a journey, as the staff area shows them. */
const inOurWords: RequestHandler = (_request, response, next) => {
  speakBy(response, words)
  response.locals.layout = 'staff/desk/layout.njk'
  response.locals.section = 'book'
  next()
}

function personOf({ session }: Request): SignedIn {
  if (!session.signedIn) throw new Error('Nobody is signed in')
  return session.signedIn
}

function showMissing(_request: Request, response: Response): void {
  const { text } = translator('en')
  response.status(403).render('staff/message', {
    title: text('staffDesk.missing.title'),
    text: text('staffDesk.missing.text'),
    link: { href: address, text: text('staffDesk.missing.link') },
  })
}

/** `/staff/book/…`; the drafts are the person's own, in whichever browser. */
export function deskPages(means: JourneyMeans): Router {
  const router = Router()
  router.use(inOurWords)
  // Each visitor at the desk is another one: nobody goes on with the booking of the one before by chance.
  router.get('/', (_request, response) => response.redirect(303, `${address}/${deskJourney.list[0]?.slug}`))
  router.use(
    bookPages({
      ...means,
      journey: deskJourney,
      startPageOf: () => '/staff',
      bookerOf(request) {
        const { personId, prisons } = personOf(request)
        return { id: personId, prisons, place: request.session.chosenPlace }
      },
      senderOf: (request) => ({
        actor: { kind: 'staff', personId: personOf(request).personId },
        channel: 'prison',
      }),
      async onSent(response, visitId) {
        const visit = await readVisit(means.db, visitId)
        if (visit) response.redirect(303, `/staff/visits/${visit.reference}?booked=1`)
        else errorPage(response, 'notFound')
      },
      onMissing: showMissing,
    }),
  )
  return router
}
