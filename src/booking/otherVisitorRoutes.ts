/** Knows the pages that add, change and remove one of the other visitors. */
import type { Router } from 'express'
import type { Request, Response } from 'express'
import type { DraftStore } from '../journey/drafts.ts'
import { formErrors } from '../journey/formErrors.ts'
import { typedIn } from '../journey/typedIn.ts'
import type { JourneyRouter, Standing } from '../journey/journey.ts'
import type { Problem, Typed } from '../journey/step.ts'
import { problemsOf } from '../journey/walk.ts'
import { printed } from '../views/printed.ts'
import { notFound } from '../web/errors.ts'
import { translatorOf } from '../web/language.ts'
import type { BookingFacts } from './facts.ts'
import { maxOthers, otherVisitors, typedVisitors, visitorDetails } from './steps/otherVisitors.ts'

interface Options {
  journey: JourneyRouter<BookingFacts>
  drafts: DraftStore<BookingFacts>
  ownerOf: (request: Request) => string
  now: () => Date
}

const slug = otherVisitors.slug
const prefix = `book.${visitorDetails.slug}`

/** Adds the routes below `/:journey/other-visitors`; mount before the journey's own. */
export function otherVisitorRoutes(router: Router, { journey, drafts, ownerOf, now }: Options): void {
  const { withDraft, addressOf, nextPage } = journey
  const peopleOf = ({ draft }: Standing<BookingFacts>) => typedVisitors(draft.typed[slug])

  const mayAsk = ({ walk }: Standing<BookingFacts>) =>
    walk.at?.slug === slug || walk.passed.some((step) => step.slug === slug)

  async function keep(
    request: Request,
    response: Response,
    { draft }: Standing<BookingFacts>,
    people: Typed[],
  ) {
    await drafts.save(draft.id, ownerOf(request), slug, { people }, now())
    response.redirect(303, addressOf(draft, slug))
  }

  function render(
    response: Response,
    { draft }: Standing<BookingFacts>,
    typed: Typed,
    problems: Problem[] = [],
  ) {
    const translator = translatorOf(response)
    response.status(problems.length > 0 ? 422 : 200).render('book/visitor-details', {
      prefix,
      typed: visitorDetails.shown(typed),
      errors:
        problems.length > 0 ? formErrors(problems, prefix, translator, visitorDetails.controls) : undefined,
      back: printed(addressOf(draft, slug)),
      address: printed(response.req.originalUrl),
    })
  }

  const whenAllowed = (handler: Parameters<typeof withDraft>[0]) =>
    withDraft((request, response, standing, next) => {
      if (mayAsk(standing)) return handler(request, response, standing, next)
      response.redirect(303, addressOf(standing.draft, nextPage(standing.walk)))
    })

  /** The place in the list that the address names, if somebody stands there. */
  function placeIn(request: Request, people: Typed[]): number | undefined {
    const place = Number(request.params.number) - 1
    return people[place] ? place : undefined
  }

  router.post(
    `/:journey/${slug}`,
    withDraft((request, response, standing, next) => {
      const { another } = typedIn(request.body, ['another'])
      const full = peopleOf(standing).length >= maxOthers
      if (another !== 'yes' || full || !mayAsk(standing)) return next()
      response.redirect(303, addressOf(standing.draft, `${slug}/new`))
    }),
  )

  router.get(
    `/:journey/${slug}/new`,
    whenAllowed((_request, response, standing) => {
      if (peopleOf(standing).length >= maxOthers) response.redirect(303, addressOf(standing.draft, slug))
      else render(response, standing, {})
    }),
  )

  router.post(
    `/:journey/${slug}/new`,
    whenAllowed(async (request, response, standing) => {
      const typed = typedIn(request.body, visitorDetails.controls)
      const problems = problemsOf(visitorDetails, typed, standing.walk.answers, standing.draft.facts)
      if (problems.length > 0) return render(response, standing, typed, problems)
      await keep(request, response, standing, [...peopleOf(standing), typed].slice(0, maxOthers))
    }),
  )

  router.get(
    `/:journey/${slug}/:number/change`,
    whenAllowed((request, response, standing) => {
      const people = peopleOf(standing)
      const place = placeIn(request, people)
      if (place === undefined) return notFound(request, response)
      render(response, standing, people[place] ?? {})
    }),
  )

  router.post(
    `/:journey/${slug}/:number/change`,
    whenAllowed(async (request, response, standing) => {
      const people = peopleOf(standing)
      const place = placeIn(request, people)
      if (place === undefined) return notFound(request, response)
      const typed = typedIn(request.body, visitorDetails.controls)
      const problems = problemsOf(visitorDetails, typed, standing.walk.answers, standing.draft.facts)
      if (problems.length > 0) return render(response, standing, typed, problems)
      await keep(request, response, standing, people.with(place, typed))
    }),
  )

  router.get(
    `/:journey/${slug}/:number/remove`,
    whenAllowed((request, response, standing) => {
      const people = peopleOf(standing)
      const place = placeIn(request, people)
      const person = place === undefined ? undefined : visitorDetails.parse(people[place] ?? {})
      if (!person || !('value' in person)) return notFound(request, response)
      const back = addressOf(standing.draft, slug)
      const shown = { person: person.value, back, address: request.originalUrl }
      response.render('book/remove-visitor', printed(shown))
    }),
  )

  router.post(
    `/:journey/${slug}/:number/remove`,
    whenAllowed(async (request, response, standing) => {
      const people = peopleOf(standing)
      const place = placeIn(request, people)
      const left = place === undefined ? people : people.toSpliced(place, 1)
      await keep(request, response, standing, left)
    }),
  )
}
