/** Knows the question why a visit cannot wait for the lead time: asked only of who says that it cannot. */
import { oneOf } from '../../journey/fields.ts'
import { answerTo, onRequest, step } from '../../journey/step.ts'
import type { Answers, TypedPages } from '../../journey/step.ts'
import type { BookingFacts } from '../facts.ts'
import { isLonger, plainWords } from '../fields.ts'

/** The most characters of the reason. */
const most = 500

export const urgent = onRequest(
  step({
    slug: 'urgent',
    fields: { urgent: oneOf(['yes', 'no']), reason: plainWords },
    problems({ urgent: isUrgent, reason }, _answers, _facts: BookingFacts) {
      if (isUrgent === 'no') return []
      if (reason === '') return [{ field: 'reason', problem: 'missing' }]
      return isLonger(reason, most) ? [{ field: 'reason', problem: 'tooLong', values: { most } }] : []
    },
    rows: ({ urgent: isUrgent, reason }, _facts, { text }) => [
      { label: 'reason', lines: [isUrgent === 'yes' ? reason : text('book.urgent.no')] },
    ],
  }),
)

const reasonIn = (answer: { urgent: string; reason: string } | undefined): string =>
  answer?.urgent === 'yes' ? answer.reason : ''

/** Why it cannot wait; empty where it can. */
export const urgentReason = (answers: Answers): string => reasonIn(answerTo(urgent, answers))

/** Whether it was said that it cannot wait. */
export function isSaidUrgent(typed: TypedPages): boolean {
  const parsed = urgent.parse(typed[urgent.slug] ?? {})
  return 'value' in parsed && reasonIn(parsed.value) !== ''
}
