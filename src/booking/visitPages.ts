/** Knows the pages on which a visitor finds and follows a visit. */
import { Router } from 'express'
import { londonDate } from '../domain/dates.ts'
import { parseReference } from '../domain/reference.ts'
import { formErrors } from '../journey/formErrors.ts'
import { refuse, textField } from '../journey/fields.ts'
import { typedIn } from '../journey/typedIn.ts'
import { step } from '../journey/step.ts'
import type { Problem, Typed } from '../journey/form.ts'
import type { Database } from '../store/database.ts'
import { findLinkedVisit, mintLink } from '../store/links.ts'
import type { RandomBytes } from '../store/links.ts'
import { findVisitIdByMainVisitor } from '../store/findVisits.ts'
import { readVisit } from '../store/visits.ts'
import { errorPage, notFound } from '../web/errors.ts'
import { translatorOf } from '../web/language.ts'
import type { Limits } from '../web/limits.ts'
import { noReferrer } from '../web/security.ts'
import type { Response } from 'express'
import { dateOfBirth } from './fields.ts'
import { presentVisit } from './presentVisit.ts'

interface Options {
  db: Database
  now: () => Date
  randomBytes: RandomBytes
  limits: Limits
}

const prefix = 'visit.find'

const findVisit = step({
  slug: 'find',
  fields: {
    reference: textField((text, context) => {
      if (text.trim() === '') return refuse(context, 'missing')
      return parseReference(text) ?? refuse(context, 'wrongFormat')
    }),
    dateOfBirth,
  },
  rows: () => [],
})

function renderFind(response: Response, typed: Typed, problems: Problem[]): void {
  const errors =
    problems.length > 0 ? formErrors(problems, prefix, translatorOf(response), findVisit.controls) : undefined
  const shown = { prefix, typed: findVisit.shown(typed), errors, address: '/visits' }
  response.status(errors ? 422 : 200).render('visits/find', shown)
}

/** `/visits` by reference and date of birth; `/visits/<secret>` by private link. */
export function visitPages({ db, now, randomBytes, limits }: Options): Router {
  const router = Router()
  router.use(noReferrer)

  router.get('/', (_request, response) => renderFind(response, {}, []))

  router.post('/', async (request, response) => {
    const typed = typedIn(request.body, findVisit.controls)
    const parsed = findVisit.parse(typed)
    if ('problems' in parsed) return renderFind(response, typed, parsed.problems)
    const { reference, dateOfBirth: born } = parsed.value
    const address = request.ip ?? ''
    // Counted before it is looked up, so that tries sent at once are no more than tries one by one.
    const wait =
      (await limits.count('wrongPerAddress', address)) ?? (await limits.count('wrongPerReference', reference))
    if (wait !== undefined) {
      response.setHeader('Retry-After', String(wait))
      return errorPage(response, 'tooManyRequests')
    }
    const visitId = await findVisitIdByMainVisitor(db, {
      reference,
      dateOfBirth: born,
      today: londonDate(now()),
    })
    if (visitId !== undefined) {
      await limits.forget('wrongPerAddress', address)
      await limits.forget('wrongPerReference', reference)
      return response.redirect(303, `/visits/${await mintLink(db, visitId, now(), randomBytes)}`)
    }
    renderFind(response, typed, [{ field: 'reference', problem: 'noMatch' }])
  })

  router.get('/:secret', async (request, response) => {
    const visitId = await findLinkedVisit(db, request.params.secret, londonDate(now()))
    const visit = visitId === undefined ? undefined : await readVisit(db, visitId)
    if (!visit) return notFound(request, response)
    response.render('visits/visit', presentVisit(visit, translatorOf(response), now()))
  })

  return router
}
