/** Knows how a decision that cannot be is told: which control it belongs to, and the sentence. */
import type { DecisionProblem } from '../../domain/decision.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import type { InPrint } from '../../views/printed.ts'
import type { FormProblem } from './decisionForm.ts'

export interface DecisionErrors {
  summary: { text: InPrint<string>; href: string }[]
  /** Message by field. */
  fields: Record<string, { text: InPrint<string> }>
  /** Ids of the controls at fault. */
  controls: string[]
}

const fieldOf: Record<DecisionProblem, string> = {
  choiceNotAsked: 'decision',
  choicePast: 'decision',
  slotFull: 'decision',
  prisonerHasVisitThen: 'decision',
  mainVisitorRefused: 'visitor-0',
  reasonsWithConfirmation: 'reasons',
  reasonNeeded: 'reasons',
  otherReasonNeeded: 'otherReason',
  joiningNeeded: 'joiningDetails',
  joiningNoLink: 'joiningDetails',
  joiningNotHttps: 'joiningDetails',
  joiningNoNumber: 'joiningDetails',
}

/** Refusals by the rules as problems of the form. */
export const problemsOf = (refused: readonly DecisionProblem[]): FormProblem[] =>
  refused.map((problem) => ({ field: fieldOf[problem], problem, controls: [fieldOf[problem]] }))

/** The moment is wrong, not the form: it can be sent again as it is. */
export const busy: FormProblem = { field: 'decision', problem: 'busy', controls: ['decision'] }

/** One message a field, at `<words>.errors.<problem>`, with the name of the visitor whom it is about. */
export function decisionErrors(
  problems: readonly FormProblem[],
  party: readonly { firstName: string; lastName: string }[],
  words = 'staff.decision',
): DecisionErrors {
  const errors: DecisionErrors = { summary: [], fields: {}, controls: [] }
  for (const { field, problem, controls } of problems) {
    if (errors.fields[field]) continue
    const visitor = party[Number(field.split('-')[1] ?? 0)]
    const name = visitor ? `${visitor.firstName} ${visitor.lastName}` : ''
    const text = printed(translator('en').text(`${words}.errors.${problem}`, { name }))
    errors.fields[field] = { text }
    errors.summary.push({ text, href: `#${controls[0] ?? field}` })
    errors.controls.push(...controls)
  }
  return errors
}
