/** Knows how a question of the journey is asked again of a visit that was asked for already. */
import type { Response } from 'express'
import type { Form, Problem, Typed } from '../../journey/form.ts'
import { formErrors } from '../../journey/formErrors.ts'
import { printed } from '../../views/printed.ts'
import { tooManyRequests } from '../../web/errors.ts'
import { translatorOf } from '../../web/language.ts'
import type { Limits } from '../../web/limits.ts'
import type { Own } from './withVisit.ts'

/** `busy`: the moment was not right, and the form can be sent again as it is. */
export interface Answered {
  typed: Typed
  problems?: Problem[]
  busy?: boolean
}

/** Shows the page `/:secret/<slug>` of a question: again with 422 when something is wrong, with 503 when busy. */
export function showQuestion(
  response: Response,
  { address }: Own,
  { slug, ...form }: Pick<Form, 'controls' | 'shown'> & { slug: string },
  { typed, problems = [], busy = false }: Answered,
  view = `visits/${slug}`,
): void {
  const prefix = `book.${slug}`
  const isWrong = problems.length > 0
  response.status(isWrong ? 422 : busy ? 503 : 200).render(view, {
    prefix,
    typed: form.shown(typed),
    errors: isWrong ? formErrors(problems, prefix, translatorOf(response), form.controls) : undefined,
    isBusy: busy,
    back: printed(address),
    address: printed(`${address}/${slug}`),
  })
}

/** Counts a change of a visit; answers itself (429) and gives true when there were too many in an hour. */
export async function isTooOften(response: Response, limits: Limits, { visit }: Own): Promise<boolean> {
  const wait = await limits.count('changesPerVisit', String(visit.id))
  if (wait === undefined) return false
  tooManyRequests(response, wait)
  return true
}
