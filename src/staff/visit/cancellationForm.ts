/** Knows the form on which the prison cancels a visit, or several: its fields, and what is wrong where no reason is given. */
import type { CancellationProblem } from '../../domain/cancellation.ts'
import { cancellationReasons } from '../../domain/visit.ts'
import { anyOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem, ValueOf } from '../../journey/form.ts'
import { optionalText } from '../fields.ts'
import { longest } from './decisionForm.ts'

const fields = {
  reasons: anyOf(cancellationReasons),
  otherReason: optionalText(longest.otherReason),
  message: optionalText(longest.message),
}

export const cancellation = form(fields)

export type CancellationForm = ValueOf<typeof fields>

export const cancellationProblems: Record<CancellationProblem, Problem> = {
  reasonNeeded: { field: 'reasons', problem: 'missing' },
  otherReasonNeeded: { field: 'otherReason', problem: 'missing' },
}
