import type { LocalDate } from './dates.ts'
import { joiningProblem } from './officialDecision.ts'
import type { JoiningProblem, OfficialDecision } from './officialDecision.ts'
import type { VisitType } from './slots.ts'
import { rejectionReasons } from './visit.ts'
import type { RejectionReason, VisitorOutcome } from './visit.ts'

export type ChoiceRank = 1 | 2 | 3

/** What was decided about one person; only a ban has an end date, null where it has none. */
export type VisitorDecision = { outcome: VisitorOutcome; bannedUntil: LocalDate | null }

/** The decision form, parsed. Visitors are in the order of the party, the main visitor first. */
export type DecisionForm = {
  decision: 'choice1' | 'choice2' | 'choice3' | 'reject'
  closedVisit: boolean
  visitors: readonly VisitorDecision[]
  reasons: readonly RejectionReason[]
  allowanceRenewsOn: LocalDate | null
  otherReason: string
  bookingReference: string
  message: string
  /** Of an official visit alone. */
  official?: OfficialDecision | undefined
}

/** A choice is free if a place is free in its slot, or the visit itself holds one there. */
export type ChoiceFacts = { rank: number; free: boolean; startsAt: Date; clashes: boolean }

export type DecisionFacts = { choices: readonly ChoiceFacts[]; now: Date }

export type Confirmation = {
  rank: ChoiceRank
  closedVisit: boolean
  visitors: VisitorDecision[]
  bookingReference: string
  message: string
}

/** The reasons are in the order of Specification §3, each once. */
export type Rejection = {
  reasons: RejectionReason[]
  visitors: VisitorDecision[]
  allowanceRenewsOn: LocalDate | null
  otherReason: string
  message: string
}

export type DecisionProblem =
  | ChoiceProblem
  | JoiningProblem
  | 'mainVisitorRefused'
  | 'reasonsWithConfirmation'
  | 'reasonNeeded'
  | 'otherReasonNeeded'

export type Decision = { confirm: Confirmation } | { reject: Rejection } | { refused: DecisionProblem[] }

export const ranks = { choice1: 1, choice2: 2, choice3: 3 } as const

const reasonsByOutcome: Record<VisitorOutcome, readonly RejectionReason[]> = {
  can_visit: [],
  not_on_list: ['visitor_not_on_list'],
  banned: ['visitor_banned'],
  cannot_come: ['visitor_cannot'],
}

/** What a clerk's answer to a request comes to, or every reason why it cannot be. Specification §3. */
export function decide(form: DecisionForm, facts: DecisionFacts & { visitType: VisitType }): Decision {
  return form.decision === 'reject'
    ? decideRejection(form)
    : decideConfirmation(form, ranks[form.decision], facts)
}

function decideConfirmation(
  form: DecisionForm,
  rank: ChoiceRank,
  facts: DecisionFacts & { visitType: VisitType },
): Decision {
  const refused: DecisionProblem[] = choiceProblems(rank, facts)
  if (mainVisitorOutcome(form) !== 'can_visit') refused.push('mainVisitorRefused')
  if (form.reasons.length > 0) refused.push('reasonsWithConfirmation')
  const joining = joiningProblem(facts.visitType, form.official?.joiningDetails ?? '')
  if (joining) refused.push(joining)
  if (refused.length > 0) return { refused }
  const { closedVisit, bookingReference, message } = form
  return { confirm: { rank, closedVisit, visitors: visitorsOf(form), bookingReference, message } }
}

/** Why a choice cannot be confirmed now. */
export type ChoiceProblem = 'choiceNotAsked' | 'choicePast' | 'slotFull' | 'prisonerHasVisitThen'

export function choiceProblems(rank: ChoiceRank, { choices, now }: DecisionFacts): ChoiceProblem[] {
  const choice = choices.find((asked) => asked.rank === rank)
  if (choice === undefined) return ['choiceNotAsked']
  if (choice.startsAt <= now) return ['choicePast']
  const problems: ChoiceProblem[] = []
  if (!choice.free) problems.push('slotFull')
  if (choice.clashes) problems.push('prisonerHasVisitThen')
  return problems
}

/** A rejection for reasons alone: nothing is said of the visitors. */
export const rejectionFor = (reasons: readonly RejectionReason[], message: string): DecisionForm => ({
  decision: 'reject',
  closedVisit: false,
  visitors: [],
  reasons,
  allowanceRenewsOn: null,
  otherReason: '',
  bookingReference: '',
  message,
})

function decideRejection(form: DecisionForm): Decision {
  const given = [...form.reasons, ...reasonsByOutcome[mainVisitorOutcome(form)]]
  const reasons = rejectionReasons.filter((reason) => given.includes(reason))
  if (reasons.length === 0) return { refused: ['reasonNeeded'] }
  const otherReason = reasons.includes('other') ? form.otherReason.trim() : ''
  if (reasons.includes('other') && otherReason === '') return { refused: ['otherReasonNeeded'] }
  const allowanceRenewsOn = reasons.includes('no_allowance') ? form.allowanceRenewsOn : null
  return {
    reject: { reasons, visitors: visitorsOf(form), allowanceRenewsOn, otherReason, message: form.message },
  }
}

export function mainVisitorOutcome(form: Pick<DecisionForm, 'visitors'>): VisitorOutcome {
  return form.visitors[0]?.outcome ?? 'can_visit'
}

/** The decisions about a party; only a ban has an end. */
export function visitorsOf(form: Pick<DecisionForm, 'visitors'>): VisitorDecision[] {
  return form.visitors.map(({ outcome, bannedUntil }) => ({
    outcome,
    bannedUntil: outcome === 'banned' ? bannedUntil : null,
  }))
}
