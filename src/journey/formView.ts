/** Knows how a form is shown where staff are signed in: what was typed, and what is wrong with it. */
import type { Form, Problem, Typed } from './form.ts'
import { formErrors } from './formErrors.ts'
import { typedIn } from './typedIn.ts'
import { translator } from '../text/translate.ts'

/** A form as it was sent: what was typed in its own controls. */
export const sentIn = (form: Pick<Form, 'controls'>, body: unknown): Typed => typedIn(body, form.controls)

/** A number that a page sent back, such as a version or an id; 0, which none is, for what is no number. */
export function numberIn(body: unknown, name: string): number {
  const sent = ((body ?? {}) as Readonly<Record<string, unknown>>)[name]
  return typeof sent === 'string' && /^\d{1,9}$/.test(sent) ? Number(sent) : 0
}

/**
 * What a view needs to show a form with `views/staff/fields.njk`. The labels are at `<prefix>.<name>`, the hints at
 * `<prefix>.<name>Hint`, the sentences of problems at `<prefix>.errors.<name>.<problem>`.
 */
export function formView(
  form: Pick<Form, 'controls' | 'shown'>,
  prefix: string,
  { typed = {}, problems = [] }: { typed?: Typed; problems?: Problem[] } = {},
) {
  const errors =
    problems.length > 0 ? formErrors(problems, prefix, translator('en'), form.controls) : undefined
  return { prefix, typed: form.shown(typed), errors }
}

/** What is wrong when the moment is, not the form: it can be sent again as it is. At `<prefix>.errors.<field>.busy`. */
export const busyProblem = (field: string): Problem => ({ field, problem: 'busy' })
