/** Knows what an agent fills in when a call begins and when it ends. */
import { callChannels, callManners, callOutcomes, helpReasons, isAboutVisit } from '../../domain/calls.ts'
import type { CallOutcome, Satisfaction } from '../../domain/calls.ts'
import { oneOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem } from '../../journey/form.ts'
import type { Call } from '../../store/calls.ts'

export const startForm = form({
  channel: oneOf(callChannels),
  manner: oneOf(callManners),
  reason: oneOf(helpReasons),
})

const scores = { '1': 1, '2': 2, '3': 3, '4': 4, '5': 5, not_asked: null } as const

export const scoreNames = ['5', '4', '3', '2', '1', 'not_asked'] as const

export const endForm = form({ outcome: oneOf(callOutcomes), satisfaction: oneOf(scoreNames) })

/** How a call ends, or what is wrong with it. */
export function readEnd(
  typed: Readonly<Record<string, unknown>>,
  { visitId }: Pick<Call, 'visitId'>,
): { value: { outcome: CallOutcome; satisfaction: Satisfaction | null } } | { problems: Problem[] } {
  const parsed = endForm.parse(typed)
  if ('problems' in parsed) return parsed
  const { outcome, satisfaction } = parsed.value
  if (isAboutVisit(outcome) && visitId === null) {
    return { problems: [{ field: 'outcome', problem: 'noVisit' }] }
  }
  return { value: { outcome, satisfaction: scores[satisfaction] } }
}
