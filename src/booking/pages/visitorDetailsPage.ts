/** Knows the page that asks about one of the other visitors. */
import type { Response } from 'express'
import { formErrors } from '../../journey/formErrors.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { printed } from '../../views/printed.ts'
import { translatorOf } from '../../web/language.ts'
import { visitorDetails } from '../steps/otherVisitors.ts'

const prefix = `book.${visitorDetails.slug}`

export interface VisitorDetailsPage {
  typed: Typed
  problems: Problem[]
  /** How many other visitors there are. */
  count: number
  /** The address of the list. */
  back: string
}

/** Shows the page, again (422) when there are problems. */
export function showVisitorDetails(
  response: Response,
  { typed, problems, count, back }: VisitorDetailsPage,
): void {
  const isWrong = problems.length > 0
  const errors = isWrong
    ? formErrors(problems, prefix, translatorOf(response), visitorDetails.controls)
    : undefined
  response.status(isWrong ? 422 : 200).render('book/visitor-details', {
    prefix,
    typed: visitorDetails.shown(typed),
    errors,
    ...printed({ back, count, address: response.req.originalUrl }),
  })
}
