/** Knows the page on which people say how satisfied they are, and the thanks that follow it. */
import { Router } from 'express'
import type { Response } from 'express'
import { feedbackAreas, feedbackPages, longestComment, maskPersonal } from '../../domain/feedback.ts'
import type { FeedbackArea, FeedbackPage } from '../../domain/feedback.ts'
import { countCharacters, tidyText } from '../../domain/tidyText.ts'
import { oneOf, refuse, textField } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formErrors } from '../../journey/formErrors.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { unlessBusy } from '../../store/busy.ts'
import type { Database } from '../../store/database.ts'
import { insertFeedback } from '../../store/measures/feedback.ts'
import { tooManyRequests } from '../../web/errors.ts'
import { translatorOf } from '../../web/language.ts'
import type { Limits } from '../../web/limits.ts'

interface Options {
  db: Database
  now: () => Date
  limits: Limits
}

const address = '/feedback'
const prefix = 'feedback'
const scores = ['5', '4', '3', '2', '1'] as const

const feedbackForm = form({
  score: oneOf(scores),
  comment: textField((text, context) => {
    const comment = tidyText(text)
    if (comment.length <= 4 * longestComment && countCharacters(comment) <= longestComment) return comment
    return refuse(context, 'tooLong', { values: { most: longestComment.toLocaleString('en-GB') } })
  }),
})

/** Where people come from, as the address or the form says; what it does not know is any other page. */
interface Origin {
  page: FeedbackPage
  area: FeedbackArea
}

function originIn(said: unknown): Origin {
  const { page, area } = (said ?? {}) as { page?: unknown; area?: unknown }
  return {
    page: feedbackPages.find((known) => known === page) ?? 'other',
    area: feedbackAreas.find((known) => known === area) ?? 'public',
  }
}

interface Sent {
  typed?: Typed
  problems?: Problem[]
  isBusy?: boolean
}

function showForm(
  response: Response,
  origin: Origin,
  { typed = {}, problems = [], isBusy = false }: Sent = {},
): void {
  const isWrong = problems.length > 0
  response.status(isWrong ? 422 : isBusy ? 503 : 200).render('feedback/give', {
    prefix,
    address,
    isBusy,
    origin,
    scores,
    longest: longestComment,
    typed: feedbackForm.shown(typed),
    errors: isWrong ? formErrors(problems, prefix, translatorOf(response), feedbackForm.controls) : undefined,
  })
}

/** `/feedback` and `/feedback/sent`. Nothing of the person is kept; what a comment tells of one by pattern is masked. */
export function feedbackPagesOf({ db, now, limits }: Options): Router {
  const router = Router()

  router.get('/', (request, response) => showForm(response, originIn(request.query)))

  router.post('/', async (request, response) => {
    const origin = originIn(request.body)
    const typed = typedIn(request.body, feedbackForm.controls)
    const parsed = feedbackForm.parse(typed)
    if ('problems' in parsed) return showForm(response, origin, { typed, problems: parsed.problems })
    const wait = await limits.count('feedbackPerAddress', request.ip ?? '')
    if (wait !== undefined) return tooManyRequests(response, wait)
    const score = Number(parsed.value.score) as 1 | 2 | 3 | 4 | 5
    const { language } = translatorOf(response)
    const comment = maskPersonal(parsed.value.comment)
    const kept = await unlessBusy(
      insertFeedback(db, { ...origin, score, comment, channel: 'online', language, at: now() }),
    )
    if (kept === 'busy') return showForm(response, origin, { typed, isBusy: true })
    response.redirect(303, `${address}/sent`)
  })

  router.get('/sent', (_request, response) => response.render('feedback/sent'))

  return router
}
