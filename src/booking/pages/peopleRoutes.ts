/** Knows the pages that add, change and remove somebody of a list of people. */
import type { Request, Response, Router } from 'express'
import type { DraftStore } from '../../journey/drafts.ts'
import { typedIn } from '../../journey/typedIn.ts'
import type { JourneyRouter, Standing, Watch } from '../../journey/journey.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { problemsOf } from '../../journey/walk.ts'
import { printed } from '../../views/printed.ts'
import { notFound } from '../../web/errors.ts'
import type { Booker } from '../drafts.ts'
import type { BookingFacts } from '../facts.ts'
import { typedPeople } from '../steps/people.ts'
import type { PeopleList } from '../steps/people.ts'
import { showPerson } from './personPage.ts'

type Here = Standing<BookingFacts>

interface Options {
  journey: JourneyRouter<BookingFacts>
  list: PeopleList
  drafts: DraftStore<BookingFacts, Booker>
  watch: Watch
  ownerOf: (request: Request) => Booker
  now: () => Date
}

/** Adds the routes below `/:journey/<the list's page>`; mount before the journey's own. */
export function peopleRoutes(router: Router, options: Options): void {
  const { journey, list, drafts, watch, ownerOf, now } = options
  const { slug, person: asked, most } = list
  const { withDraft, addressOf, nextPage } = journey
  const peopleOf = ({ draft }: Here) => typedPeople(draft.typed[slug])

  const mayAsk = ({ walk }: Here) => walk.at?.slug === slug || walk.passed.some((step) => step.slug === slug)

  async function keep(request: Request, response: Response, here: Here, people: Typed[]) {
    const { draft } = here
    await drafts.save(draft.id, ownerOf(request), slug, { people }, now())
    response.redirect(303, addressOf(here, slug))
  }

  function render(response: Response, here: Here, typed: Typed, problems: Problem[] = []) {
    const count = peopleOf(here).length
    showPerson(response, asked, { typed, problems, count, back: addressOf(here, slug) })
  }

  /** Keeps the list with what was typed about one of them, or shows the form again. */
  async function receive(
    request: Request,
    response: Response,
    standing: Here,
    listWith: (typed: Typed) => Typed[],
  ) {
    const typed = typedIn(request.body, asked.controls)
    const problems = problemsOf(asked, typed, standing.walk.answers, standing.draft.facts)
    if (problems.length === 0) return keep(request, response, standing, listWith(typed))
    await watch.refused(request, asked.slug, problems)
    render(response, standing, typed, problems)
  }

  const whenAllowed = (handler: Parameters<typeof withDraft>[0]) =>
    withDraft((request, response, standing, next) => {
      if (mayAsk(standing)) return handler(request, response, standing, next)
      response.redirect(303, addressOf(standing, nextPage(standing.walk)))
    })

  /** For forms about the list as it was shown: one that has changed since (a replay, another tab) is shown instead. */
  const whenUnchanged = (handler: Parameters<typeof withDraft>[0]) =>
    whenAllowed((request, response, standing, next) => {
      const { count } = typedIn(request.body, ['count'])
      if (count === String(peopleOf(standing).length)) return handler(request, response, standing, next)
      response.redirect(303, addressOf(standing, slug))
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
      const full = peopleOf(standing).length >= most
      if (another !== 'yes' || full || !mayAsk(standing)) return next()
      response.redirect(303, addressOf(standing, `${slug}/new`))
    }),
  )

  router.get(
    `/:journey/${slug}/new`,
    whenAllowed((_request, response, standing) => {
      if (peopleOf(standing).length >= most) response.redirect(303, addressOf(standing, slug))
      else render(response, standing, {})
    }),
  )

  router.post(
    `/:journey/${slug}/new`,
    whenUnchanged((request, response, standing) =>
      receive(request, response, standing, (typed) => [...peopleOf(standing), typed].slice(0, most)),
    ),
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
    whenUnchanged(async (request, response, standing) => {
      const people = peopleOf(standing)
      const place = placeIn(request, people)
      if (place === undefined) return notFound(request, response)
      await receive(request, response, standing, (typed) => people.with(place, typed))
    }),
  )

  router.get(
    `/:journey/${slug}/:number/remove`,
    whenAllowed((request, response, standing) => {
      const people = peopleOf(standing)
      const place = placeIn(request, people)
      const person = place === undefined ? undefined : asked.parse(people[place] ?? {})
      if (!person || !('value' in person)) return notFound(request, response)
      const back = addressOf(standing, slug)
      const shown = { person: person.value, back, address: request.originalUrl, count: people.length }
      response.render('book/remove-visitor', printed(shown))
    }),
  )

  router.post(
    `/:journey/${slug}/:number/remove`,
    whenUnchanged(async (request, response, standing) => {
      const people = peopleOf(standing)
      const place = placeIn(request, people)
      await keep(request, response, standing, place === undefined ? people : people.toSpliced(place, 1))
    }),
  )
}
