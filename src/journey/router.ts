/** Knows how a journey is served: its addresses, guard, redisplay and order, all from the walk. */
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import type { Translator } from '../text/translate.ts'
import { printed } from '../views/printed.ts'
import type { Draft } from './drafts.ts'
import { formErrors } from './formErrors.ts'
import type { Handler, JourneyOptions, JourneyRouter, Standing } from './journey.ts'
import type { Problem, Typed } from './form.ts'
import type { Step } from './step.ts'
import { typedIn } from './typedIn.ts'
import { problemsOf, walk } from './walk.ts'
import type { Page, Walk } from './walk.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A question whose answer is given has none. */
const hasPage = <Facts>(page: Page<Facts>): boolean => page.kind === 'stop' || !page.isGiven

export function journeyRouter<Facts, Owner = string>(
  options: JourneyOptions<Facts, Owner>,
): JourneyRouter<Facts> {
  const { prefix, list, lastPage, drafts, ownerOf, now, newId, startPageOf, onSent, onMissing } = options
  const { beforeFirst, watch } = options
  const router = Router()
  const pages = list.filter(hasPage)
  const firstPage = pages[0]?.slug ?? lastPage
  const asksForAll = pages[0] === list[0]

  const addressOf = ({ address }: { address: string }, page: string) => `${address}/${page}`
  const nextPage = ({ at }: Walk<Facts>) => at?.slug ?? lastPage
  const standingOf = ({ baseUrl }: Request, draft: Draft<Facts>) => ({
    draft,
    walk: walk(list, draft.typed, draft.facts),
    address: `${baseUrl}/${draft.id}`,
  })

  function withDraft(handler: Handler<Facts>, { mayBeNew } = { mayBeNew: false }): RequestHandler {
    return async (request, response, next) => {
      const id = String(request.params.journey)
      if (!uuid.test(id)) return next()
      const owner = ownerOf(request)
      try {
        const loaded = await drafts.load(id, owner, now())
        const draft = loaded ?? (mayBeNew ? await drafts.blank(id, owner, now()) : undefined)
        if (!draft) return onMissing(request, response)
        if (draft.visitId !== undefined) return await onSent(response, draft.visitId)
        if (loaded) options.onLoaded?.(response, loaded)
        await handler(request, response, standingOf(request, draft), next)
      } catch (error) {
        await watch?.ended(request, id, 'problem')
        throw error
      }
    }
  }

  function render(
    response: Response,
    standing: Standing<Facts>,
    page: Page<Facts>,
    typed: Typed,
    problems: Problem[],
  ) {
    const { draft, walk: reached } = standing
    const translator = response.locals.translator as Translator
    const passed = reached.passed.filter(hasPage)
    const before = passed.findIndex(({ slug }) => slug === page.slug)
    const isOffered = reached.offered.some((step) => step === page)
    const back = isOffered ? nextPage(reached) : (before === -1 ? passed.at(-1) : passed[before - 1])?.slug
    const controls = page.kind === 'step' ? page.controls : []
    response.render(`${prefix}/${page.view}`, {
      ...page.show(reached.answers, draft.facts, translator, typed),
      prefix: `${prefix}.${page.slug}`,
      typed: page.kind === 'step' ? page.shown(typed) : {},
      errors:
        problems.length > 0
          ? formErrors(problems, `${prefix}.${page.slug}`, translator, controls)
          : undefined,
      back: printed(
        back ? addressOf(standing, back) : (beforeFirst?.(standing) ?? startPageOf(response.req)),
      ),
      address: printed(addressOf(standing, page.slug)),
      pages: printed(standing.address),
      draft: printed(draft.id),
    })
  }

  const reachable = ({ at, passed, offered }: Walk<Facts>, page: Page<Facts>) =>
    at === page || [...passed, ...offered].some((step) => step === page)

  const show = (page: Page<Facts>): Handler<Facts> => {
    return (_request, response, standing) => {
      const { draft, walk: reached } = standing
      if (!reachable(reached, page)) return response.redirect(303, addressOf(standing, nextPage(reached)))
      render(
        response,
        standing,
        page,
        draft.typed[page.slug] ?? {},
        reached.at === page ? reached.problems : [],
      )
    }
  }

  const answer = (step: Step<unknown, Facts>): Handler<Facts> => {
    return async (request, response, standing) => {
      const { draft, walk: reached } = standing
      if (!reachable(reached, step)) return response.redirect(303, addressOf(standing, nextPage(reached)))
      const kept = Object.entries(draft.typed[step.slug] ?? {}).filter(
        ([name]) => !step.controls.includes(name),
      )
      const typed = { ...Object.fromEntries(kept), ...typedIn(request.body, step.controls) }
      const problems = problemsOf(step, typed, reached.answers, draft.facts)
      if (problems.length > 0) {
        await watch?.refused(request, step.slug, problems)
        response.status(422)
        return render(response, standing, step, typed, problems)
      }
      const owner = ownerOf(request)
      const saved =
        (await drafts.save(draft.id, owner, step.slug, typed, now())) ??
        (await drafts.load(draft.id, owner, now()))
      if (!saved) return onMissing(request, response)
      const next = standingOf(request, saved).walk
      if (next.at?.kind === 'stop') await watch?.ended(request, saved.id, next.at.slug)
      response.redirect(303, addressOf(standing, nextPage(next)))
    }
  }

  if (asksForAll) {
    router.get(`/${firstPage}`, ({ baseUrl }, response) =>
      response.redirect(303, `${baseUrl}/${newId()}/${firstPage}`),
    )
  }
  router.get(['/', '/:page'], async (request, response, next) => {
    const page = String(request.params.page ?? firstPage)
    if (page !== lastPage && !pages.some(({ slug }) => slug === page)) return next()
    const newest = await drafts.newest(ownerOf(request), now())
    response.redirect(303, newest ? `${request.baseUrl}/${newest}/${page}` : startPageOf(request))
  })
  for (const page of pages) {
    const mayBeNew = asksForAll && page.slug === firstPage
    const route = router.route(`/:journey/${page.slug}`).get(withDraft(show(page), { mayBeNew }))
    if (page.kind === 'step') route.post(withDraft(answer(page), { mayBeNew }))
  }
  return { router, withDraft, addressOf, nextPage }
}
