/** Knows the page "Ask about your data" and the receipt that follows it. People answer, not the service. */
import { Router } from 'express'
import type { Response } from 'express'
import { askAboutData } from '../../actions/askAboutData.ts'
import { longestPrivacyWords, privacyKinds } from '../../domain/privacyRequest.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formErrors } from '../../journey/formErrors.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { unlessBusy } from '../../store/busy.ts'
import type { Database } from '../../store/database.ts'
import type { RandomBytes } from '../../store/links.ts'
import { findPrivacyRequest } from '../../store/privacyRequests.ts'
import { printed } from '../../views/printed.ts'
import { tooManyRequests } from '../../web/errors.ts'
import { translatorOf } from '../../web/language.ts'
import type { Limits } from '../../web/limits.ts'
import { askForm } from './askForm.ts'

declare module 'express-session' {
  interface SessionData {
    /** The reference of what this browser last asked about data. */
    privacyRequest?: string
  }
}

interface Options {
  db: Database
  now: () => Date
  randomBytes: RandomBytes
  limits: Limits
}

const address = '/privacy/ask'
const prefix = 'privacy.ask'

interface Sent {
  typed?: Typed
  problems?: Problem[]
  isBusy?: boolean
}

function showForm(response: Response, { typed = {}, problems = [], isBusy = false }: Sent = {}): void {
  const isWrong = problems.length > 0
  response.status(isWrong ? 422 : isBusy ? 503 : 200).render('privacy/ask', {
    prefix,
    address,
    back: '/privacy',
    isBusy,
    kinds: privacyKinds,
    mostWords: longestPrivacyWords,
    typed: askForm.shown(typed),
    errors: isWrong ? formErrors(problems, prefix, translatorOf(response), askForm.controls) : undefined,
  })
}

/** `/privacy/ask` and `/privacy/ask/sent`. */
export function privacyPages({ db, now, randomBytes, limits }: Options): Router {
  const router = Router()

  router.get('/', (_request, response) => showForm(response))

  router.post('/', async (request, response) => {
    const typed = typedIn(request.body, askForm.controls)
    const parsed = askForm.parse(typed)
    if ('problems' in parsed) return showForm(response, { typed, problems: parsed.problems })
    const wait = await limits.count('questionsPerAddress', request.ip ?? '')
    if (wait !== undefined) return tooManyRequests(response, wait)
    const { reference: visitReference, ...asked } = parsed.value
    const { language } = translatorOf(response)
    const doing = askAboutData(db, { ...asked, visitReference, language }, { now: now(), randomBytes })
    const reference = await unlessBusy(doing)
    if (reference === 'busy') return showForm(response, { typed, isBusy: true })
    request.session.privacyRequest = reference
    response.redirect(303, `${address}/sent`)
  })

  router.get('/sent', async (request, response) => {
    const { privacyRequest } = request.session
    const asked = privacyRequest && (await findPrivacyRequest(db, { reference: privacyRequest }))
    if (!asked) return response.redirect(303, address)
    const date = translatorOf(response).date(asked.acknowledgeBy)
    response.render('privacy/sent', printed({ reference: asked.reference, date }))
  })

  return router
}
