/** Knows the page that an agent reads to the caller before the request is sent (standards K23). */
import type { Response } from 'express'
import { answersView } from '../../booking/pages/checkAnswers.ts'
import type { Addresses } from '../../booking/pages/checkAnswers.ts'
import { anyOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import { formErrors } from '../../journey/formErrors.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { translatorOf } from '../../web/language.ts'

const readBackForm = form({ confirmed: anyOf(['yes']) })

/** Whether the agent has ticked that the caller confirmed what was read. */
export function isConfirmed(body: unknown): boolean {
  const parsed = readBackForm.parse(typedIn(body, readBackForm.controls))
  return 'value' in parsed && parsed.value.confirmed.length > 0
}

/** Shows what to read out; again (422) when it was sent without the tick. */
export function showReadBack(
  response: Response,
  here: Parameters<typeof answersView>[1],
  addresses: Addresses,
  { isMissing = false } = {},
): void {
  const problems = [{ field: 'confirmed', problem: 'missing' }]
  const errors = isMissing
    ? formErrors(problems, 'book.check-answers', translatorOf(response), readBackForm.controls)
    : undefined
  response.status(isMissing ? 422 : 200).render('phone/book/read-back', {
    ...answersView(response, here, addresses),
    errors,
  })
}
