/** Knows the page that asks about somebody of a list of people. */
import type { Response } from 'express'
import { formErrors } from '../../journey/formErrors.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { printed } from '../../views/printed.ts'
import { translatorOf } from '../../web/language.ts'
import type { PeopleList } from '../steps/people.ts'

export interface PersonPage {
  typed: Typed
  problems: Problem[]
  /** How many people are in the list. */
  count: number
  /** The address of the list. */
  back: string
}

/** Shows the page, again (422) when there are problems. */
export function showPerson(
  response: Response,
  asked: PeopleList['person'],
  { typed, problems, count, back }: PersonPage,
): void {
  const prefix = `book.${asked.slug}`
  const isWrong = problems.length > 0
  const errors = isWrong ? formErrors(problems, prefix, translatorOf(response), asked.controls) : undefined
  response.status(isWrong ? 422 : 200).render(`book/${asked.view}`, {
    prefix,
    typed: asked.shown(typed),
    errors,
    ...printed({ back, count, address: response.req.originalUrl }),
  })
}
