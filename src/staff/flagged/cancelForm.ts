/** Knows how the form is read on which chosen visits are cancelled together. */
import { decideCancellation } from '../../domain/cancellation.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { cancellation, cancellationProblems } from '../visit/cancellationForm.ts'
import type { CancellationForm } from '../visit/cancellationForm.ts'

/** What was typed; reasons are needed as soon as one of the visits is booked. */
export function readCancelForm(
  typed: Typed,
  needsReasons: boolean,
): { value: CancellationForm } | { problems: Problem[] } {
  const read = cancellation.parse(typed)
  if ('problems' in read || !needsReasons) return read
  const decision = decideCancellation(read.value)
  return 'refused' in decision ? { problems: [cancellationProblems[decision.refused]] } : read
}
