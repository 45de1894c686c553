/** Knows what can be done with a visit now, by whom, from its page. */
import { londonDate } from '../../domain/dates.ts'
import { mayChangeJoining } from '../../domain/officialDecision.ts'
import { undoProblem } from '../../domain/undo.ts'
import { isOver } from '../../domain/visit.ts'
import { isChange } from '../../store/events.ts'
import type { VisitEvent } from '../../store/events.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import type { SignedIn } from '../../web/signIn.ts'

/** Links to the pages of what this person can do; the words are the pages' titles. */
export function visitActions(
  visit: Visit,
  events: readonly VisitEvent[],
  { personId, roles }: Pick<SignedIn, 'personId' | 'roles'>,
  now: Date,
) {
  const isToCome = !isOver(visit, now)
  const isBookedToCome = isToCome && visit.status === 'booked'
  const who = { personId, isManager: roles.includes('manager'), today: londonDate(now), now }
  const possible: [string, boolean][] = [
    ['move', isBookedToCome],
    ['cancel', isBookedToCome],
    ['joining', mayChangeJoining(visit, now)],
    ['message', isToCome],
    ['undo', undoProblem(visit, events.find(isChange), who) === undefined],
  ]
  return possible
    .filter(([, isPossible]) => isPossible)
    .map(([name]) => ({
      text: translator('en').text(`staff.${name}.title`),
      href: printed(`/staff/visits/${visit.reference}/${name}`),
    }))
}
