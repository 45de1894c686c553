/** Knows the pages on which somebody who found no time asks to be told of places (specification §9). */
import type { Request, Response, Router } from 'express'
import { askForAlert } from '../../actions/askForAlert.ts'
import { latestDate, usualDates } from '../../domain/alerts.ts'
import type { AlertDatesProblem } from '../../domain/alerts.ts'
import { placeName } from '../../domain/placeName.ts'
import type { VisitType } from '../../domain/slots.ts'
import { formErrors } from '../../journey/formErrors.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import type { JourneyRouter, Standing } from '../../journey/journey.ts'
import { typedIn } from '../../journey/typedIn.ts'
import type { Database } from '../../store/database.ts'
import type { Place } from '../../store/places.ts'
import { printed } from '../../views/printed.ts'
import { tooManyRequests } from '../../web/errors.ts'
import { translatorOf } from '../../web/language.ts'
import type { Limits } from '../../web/limits.ts'
import type { BookingFacts } from '../facts.ts'
import { controls, parseAlert, shown, typedDates } from './alertForm.ts'

type Here = Standing<BookingFacts>

interface Options {
  db: Database
  now: () => Date
  limits: Limits
  visitType: VisitType
  /** Whether text messages are offered. */
  sendsTexts: boolean
}

const prefix = 'book.alert'

/** A date that can be asked for goes with the problem that it would mend. */
function problemOf(
  refused: AlertDatesProblem,
  place: Place,
  today: string,
  words: (date: string) => string,
): Problem {
  const dates = { tooSoon: usualDates(today, place).from, tooLate: latestDate(today) }
  const date = refused.problem in dates ? dates[refused.problem as keyof typeof dates] : undefined
  return { ...refused, ...(date && { values: { date: words(date) } }) }
}

/** `<base>/:journey/alert` and what is shown after it. */
export function askPages(router: Router, journey: JourneyRouter<BookingFacts>, options: Options): void {
  const { db, now, limits, visitType, sendsTexts } = options
  const { withDraft, addressOf, nextPage } = journey

  /** For drafts that know their prison; others go on where they stand. */
  const atPlace = (
    handler: (request: Request, response: Response, here: Here, place: Place) => Promise<void> | void,
  ) =>
    withDraft((request, response, here) => {
      const { place } = here.draft.facts
      if (place?.bookable) return handler(request, response, here, place)
      response.redirect(303, addressOf(here, nextPage(here.walk)))
    })

  function render(response: Response, here: Here, place: Place, typed: Typed, problems: Problem[] = []) {
    const translator = translatorOf(response)
    const errors = problems.length > 0 ? formErrors(problems, prefix, translator, controls) : undefined
    response.status(errors ? 422 : 200).render('book/alert', {
      prefix,
      offersTexts: sendsTexts,
      typed: shown(typed),
      errors,
      place: printed(placeName(place, translator.language)),
      back: printed(addressOf(here, nextPage(here.walk))),
      address: printed(addressOf(here, 'alert')),
    })
  }

  router.get(
    '/:journey/alert',
    atPlace((_request, response, here, place) =>
      render(response, here, place, typedDates(usualDates(here.draft.facts.today, place))),
    ),
  )

  router.post(
    '/:journey/alert',
    atPlace(async (request, response, here, place) => {
      const typed = typedIn(request.body, controls)
      const parsed = parseAlert(typed, sendsTexts)
      if ('problems' in parsed) return render(response, here, place, typed, parsed.problems)
      const { email, mobile } = parsed.value
      const wait =
        (await limits.count('alertsPerAddress', request.ip ?? '')) ??
        (await limits.count('alertsPerContact', (email ?? mobile ?? '').toLowerCase()))
      if (wait !== undefined) return tooManyRequests(response, wait)
      const { language, date } = translatorOf(response)
      const asked = { ...parsed.value, placeId: place.id, visitType, language }
      const outcome = await askForAlert(db, asked, now())
      if ('done' in outcome) return response.redirect(303, addressOf(here, 'alert-confirmed'))
      if (outcome.refused === 'notBookable')
        return response.redirect(303, addressOf(here, nextPage(here.walk)))
      const { today } = here.draft.facts
      render(response, here, place, typed, [problemOf(outcome.refused, place, today, date)])
    }),
  )

  router.get(
    '/:journey/alert-confirmed',
    atPlace((_request, response, here, place) =>
      response.render('book/alert-confirmed', {
        prefix: 'book.alert-confirmed',
        place: printed(placeName(place, translatorOf(response).language)),
        on: printed(addressOf(here, nextPage(here.walk))),
      }),
    ),
  )
}
