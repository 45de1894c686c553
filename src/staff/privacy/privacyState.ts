/** Knows how far a question about data is dealt with, in a word. */
import { londonDate } from '../../domain/dates.ts'
import { dueState } from '../../domain/visit.ts'
import type { PrivacyRequest } from '../../store/privacyRequests.ts'
import { translator } from '../../text/translate.ts'

const { text } = translator('en')

/** The tag of a request; `state` is a state of `views/staff/tag.njk`. */
export function stateOf({ acknowledgeBy, acknowledgedAt, answeredAt }: PrivacyRequest, now: Date) {
  const tag = (state: string, key: string) => ({ state, text: text(`staffPrivacy.states.${key}`) })
  if (answeredAt) return tag('delivered', 'answered')
  if (acknowledgedAt) return tag('sent', 'acknowledged')
  const due = dueState(acknowledgeBy, londonDate(now))
  return due === 'later' ? tag('queued', 'waiting') : tag(due, due)
}
