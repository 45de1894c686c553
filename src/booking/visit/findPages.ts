/** Knows the page that finds a visit by its reference and the main visitor's date of birth, and gives a new link to it. */
import type { Response, Router } from 'express'
import { parseReference } from '../../domain/reference.ts'
import { refuse, textField } from '../../journey/fields.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formErrors } from '../../journey/formErrors.ts'
import { step } from '../../journey/step.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { findVisitIdByMainVisitor } from '../../store/findVisits.ts'
import { mintLink } from '../../store/links.ts'
import type { RandomBytes } from '../../store/links.ts'
import { tooManyRequests } from '../../web/errors.ts'
import { translatorOf } from '../../web/language.ts'
import type { Limits } from '../../web/limits.ts'
import { dateOfBirth } from '../fields.ts'
import type { VisitMeans } from './withVisit.ts'

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

/** Adds the page `/`. Wrong pairs all look alike and are limited (specification §5, §4 "Limits"). */
export function findPages(
  router: Router,
  { db, now, limits, randomBytes }: VisitMeans & { limits: Limits; randomBytes: RandomBytes },
): void {
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
    if (wait !== undefined) return tooManyRequests(response, wait)
    const visitId = await findVisitIdByMainVisitor(db, { reference, dateOfBirth: born })
    if (visitId !== undefined) {
      await limits.forget('wrongPerAddress', address)
      await limits.forget('wrongPerReference', reference)
      return response.redirect(303, `/visits/${await mintLink(db, visitId, now(), randomBytes)}`)
    }
    renderFind(response, typed, [{ field: 'reference', problem: 'noMatch' }])
  })
}
