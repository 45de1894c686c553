/** Knows the form on which chosen visits are cancelled together. */
import { cancellationReasons } from '../../domain/visit.ts'
import { anyOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed, ValueOf } from '../../journey/form.ts'
import { optionalText } from '../fields.ts'

/** Most characters of what visitors are sent. */
export const longest = 500

const fields = {
  reasons: anyOf(cancellationReasons),
  otherReason: optionalText(longest),
  message: optionalText(longest),
}

export const cancelForm = form(fields)

export type CancelForm = ValueOf<typeof fields>

/** What was typed; reasons are needed as soon as one of the visits is booked. */
export function readCancelForm(
  typed: Typed,
  needsReasons: boolean,
): { value: CancelForm } | { problems: Problem[] } {
  const read = cancelForm.parse(typed)
  if ('problems' in read || !needsReasons) return read
  const { reasons, otherReason } = read.value
  if (reasons.length === 0) return { problems: [{ field: 'reasons', problem: 'missing' }] }
  if (reasons.includes('other') && otherReason === '') {
    return { problems: [{ field: 'otherReason', problem: 'missing' }] }
  }
  return read
}
