import { choiceProblems, mainVisitorOutcome, ranks, visitorsOf } from './decision.ts'
import type { ChoiceProblem, ChoiceRank, DecisionFacts, VisitorDecision } from './decision.ts'

/** The form "Your decision on the change", parsed. `confirm` is for a change that keeps the time. */
export type ChangeDecisionForm = {
  decision: keyof typeof ranks | 'confirm' | 'refuse'
  /** In the order of the party that is asked for. */
  visitors: readonly VisitorDecision[]
  /** What the visitor is told when the change is refused. */
  reason: string
}

export type ChangeProblem = ChoiceProblem | 'mainVisitorRefused' | 'refusalReasonNeeded'

/** `rank` is null where the time stays. */
export type ChangeDecision =
  | { confirm: { rank: ChoiceRank | null; visitors: VisitorDecision[] } }
  | { refuse: { reason: string } }
  | { refused: ChangeProblem[] }

/** What a clerk's answer to a change comes to, or why it cannot be. The choices are none where the time stays. */
export function decideChange(form: ChangeDecisionForm, facts: DecisionFacts): ChangeDecision {
  if (form.decision === 'refuse') {
    const reason = form.reason.trim()
    return reason === '' ? { refused: ['refusalReasonNeeded'] } : { refuse: { reason } }
  }
  const rank = form.decision === 'confirm' ? null : ranks[form.decision]
  const refused: ChangeProblem[] = timeProblems(rank, facts)
  if (mainVisitorOutcome(form) !== 'can_visit') refused.push('mainVisitorRefused')
  return refused.length > 0 ? { refused } : { confirm: { rank, visitors: visitorsOf(form) } }
}

function timeProblems(rank: ChoiceRank | null, facts: DecisionFacts): ChoiceProblem[] {
  if (rank === null) return facts.choices.length > 0 ? ['choiceNotAsked'] : []
  return choiceProblems(rank, facts)
}
