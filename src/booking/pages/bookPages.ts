/** Knows the pages of a journey, whoever goes through it: its questions, the other visitors, checking and sending. */
import { randomUUID } from 'node:crypto'
import { Router } from 'express'
import type { Request, Response } from 'express'
import type { JourneyRouter, Standing } from '../../journey/journey.ts'
import { journeyRouter } from '../../journey/router.ts'
import type { PlaceName } from '../../store/places.ts'
import { draftStore } from '../drafts.ts'
import type { Booker } from '../drafts.ts'
import type { BookingFacts } from '../facts.ts'
import { watchJourney } from '../watch.ts'
import { sendRequest, showAnswers } from './checkAnswers.ts'
import type { Addresses, SendMeans } from './checkAnswers.ts'
import type { Journey, JourneyList, Sender } from './journeyLists.ts'
import { peopleRoutes } from './peopleRoutes.ts'

/** What the pages of any journey are made with. */
export interface JourneyPages extends Pick<SendMeans<Sender>, 'db' | 'now' | 'onSent'> {
  journey: JourneyList
  listPlaces: () => Promise<readonly PlaceName[]>
  /** Where one begins who has no draft. */
  startPageOf: (request: Request) => string
  /** Where the first question leads back to; to the start page unless told. */
  beforeFirst?: (standing: Standing<BookingFacts>) => string
  /** Whose drafts a request is about. */
  bookerOf: (request: Request) => Booker
  /** Is told of each draft that is kept, before a page of it is made. */
  onLoaded?: (response: Response, draft: { id: string }) => void
  /** Adds the area's own pages of a draft beside the questions. */
  morePages?: (router: Router, journey: JourneyRouter<BookingFacts>) => void
  /** Answers for a draft that is over, or never was this person's. */
  onMissing: (request: Request, response: Response) => void
}

export interface BookPagesOptions<By extends Sender> extends JourneyPages, SendMeans<By> {
  journey: Journey<By>
  /** Who sends, and by which way. */
  senderOf: (request: Request) => By
}

/** The page on which complete answers are checked, and what its button does. */
export interface LastPage {
  show: (response: Response, here: Standing<BookingFacts>, addresses: Addresses) => Promise<void> | void
  send: (
    request: Request,
    response: Response,
    here: Standing<BookingFacts>,
    addresses: Addresses & { here: string },
  ) => Promise<void>
}

const lastPage = 'check-answers'

/** The pages of a journey whose answers become a request. */
export function bookPages<By extends Sender>(options: BookPagesOptions<By>): Router {
  const { journey, senderOf } = options
  return journeyPages(options, {
    show(response, here, addresses) {
      const notice = journey.noticeOf?.({ ...here, sender: senderOf(response.req) })
      showAnswers(response, here, addresses, notice)
    },
    send: (request, response, here, addresses) =>
      sendRequest(response, { ...here, sender: senderOf(request) }, addresses, options),
  })
}

/**
 * `/<journey>/<page>` below where they are mounted. The words are those of the response's translator, the layout is `locals.layout`: an
 * area that has its own sets them before.
 */
export function journeyPages(options: JourneyPages, { show, send }: LastPage): Router {
  const { db, now, listPlaces, bookerOf } = options
  const { name, list, people } = options.journey
  const router = Router()
  const drafts = draftStore({ db, journey: options.journey, listPlaces })
  const watch = watchJourney(db, name, now)
  const journey = journeyRouter({
    ...options,
    prefix: 'book',
    list,
    lastPage,
    drafts,
    watch,
    ownerOf: bookerOf,
    newId: randomUUID,
  })
  const { withDraft, addressOf, nextPage } = journey
  peopleRoutes(router, { journey, list: people, drafts, watch, ownerOf: bookerOf, now })
  options.morePages?.(router, journey)
  router.get(
    `/:journey/${lastPage}`,
    withDraft((_request, response, standing) => {
      const of = (page: string) => addressOf(standing, page)
      if (!standing.walk.complete) return response.redirect(303, of(nextPage(standing.walk)))
      return show(response, standing, { of })
    }),
  )
  router.post(
    `/:journey/${lastPage}`,
    withDraft((request, response, standing) => {
      const of = (page: string) => addressOf(standing, page)
      const addresses = { of, here: of(nextPage(standing.walk)) }
      return send(request, response, standing, addresses)
    }),
  )
  router.use(journey.router)
  return router
}
