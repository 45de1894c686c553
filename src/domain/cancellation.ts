import { cancellationReasons } from './visit.ts'
import type { CancellationReason } from './visit.ts'

/** Why a prison cancels a visit; with `other`, the sentence that the visitor is sent. */
export type Cancellation = { reasons: readonly CancellationReason[]; otherReason: string }

export type CancellationProblem = 'reasonNeeded' | 'otherReasonNeeded'

/** What a cancellation by the prison comes to: each reason once, in the order of Specification §3; or why it cannot be. */
export function decideCancellation(
  form: Cancellation,
): { cancel: { reasons: CancellationReason[]; otherReason: string } } | { refused: CancellationProblem } {
  const reasons = cancellationReasons.filter((reason) => form.reasons.includes(reason))
  if (reasons.length === 0) return { refused: 'reasonNeeded' }
  const otherReason = reasons.includes('other') ? form.otherReason.trim() : ''
  if (reasons.includes('other') && otherReason === '') return { refused: 'otherReasonNeeded' }
  return { cancel: { reasons, otherReason } }
}
