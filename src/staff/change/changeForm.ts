/** Knows the form "Your decision on the change": its controls, and how what was typed becomes a decision or problems. */
import { z } from 'zod'
import type { ChangeDecisionForm, ChangeProblem } from '../../domain/changeDecision.ts'
import type { LocalDate } from '../../domain/dates.ts'
import type { VisitType } from '../../domain/slots.ts'
import { longest, plainText, toProblem, visitorsIn, visitorsSchema } from '../visit/decisionForm.ts'
import type { FormProblem, Typed } from '../visit/decisionForm.ts'

export const changeDecisions = ['choice1', 'choice2', 'choice3', 'confirm', 'refuse'] as const

export interface ChangeSent {
  typed: Typed
  problems: FormProblem[]
}

const fieldOf: Record<ChangeProblem, string> = {
  choiceNotAsked: 'decision',
  choicePast: 'decision',
  slotFull: 'decision',
  prisonerHasVisitThen: 'decision',
  mainVisitorRefused: 'visitor-0',
  refusalReasonNeeded: 'reason',
}

/** Refusals by the rules as problems of the form. */
export const changeProblems = (refused: readonly ChangeProblem[]): FormProblem[] =>
  refused.map((problem) => ({ field: fieldOf[problem], problem, controls: [fieldOf[problem]] }))

const schemaOf = (visitType: VisitType, today: LocalDate) =>
  z.object({
    decision: z.enum(changeDecisions, 'missing'),
    visitors: visitorsSchema(visitType, today),
    reason: plainText(longest.message),
  })

/** What was sent, as a decision on a change of a visit of that type to a party of that size. */
export function readChangeDecision(
  typed: Typed,
  { partySize, visitType }: { partySize: number; visitType: VisitType },
  today: LocalDate,
): { form: ChangeDecisionForm } | { problems: FormProblem[] } {
  const parsed = schemaOf(visitType, today).safeParse({ ...typed, visitors: visitorsIn(typed, partySize) })
  return parsed.success ? { form: parsed.data } : { problems: parsed.error.issues.map(toProblem) }
}
