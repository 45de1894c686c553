/** Knows how the end of a request is told: what was decided, by whom and when. */
import { isChange } from '../../store/events.ts'
import type { VisitEvent } from '../../store/events.ts'
import type { Visit, Visitor } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import type { InPrint } from '../../views/printed.ts'
import { appointment, lastFirst, moment, tableDate } from '../../views/staffFormat.ts'

interface Row {
  label: string
  lines: InPrint<string>[]
}

const { text } = translator('en')

/** Rows of what became of a request; rows without anything to say are left out. */
export function outcomeRows(visit: Visit, events: readonly VisitEvent[]): Row[] {
  const rows: [string, string[]][] = [
    ['status', [text(`staff.statuses.${visit.status}`)]],
    ['time', visit.slot ? [appointment(visit.slot)] : []],
    ['closedVisit', visit.closedVisit ? [text('staff.visit.yes')] : []],
    ['reasons', reasonsOf(visit)],
    ['visitors', visitorsOf(visit)],
    ['bookingReference', [visit.bookingReference]],
    ['message', [visit.messageToVisitor]],
    ['decidedBy', decidedBy(events)],
  ]
  return rows
    .map(([key, lines]) => ({ label: text(`staff.outcome.${key}`), lines: printed(lines.filter(Boolean)) }))
    .filter(({ lines }) => lines.length > 0)
}

function reasonsOf(visit: Visit): string[] {
  const { rejectionReasons, allowanceRenewsOn, rejectionText } = visit
  if (visit.status === 'cancelled') return cancellationReasonsOf(visit)
  return rejectionReasons.map((reason) => {
    const words = text(`staff.decision.reasons.${reason}`)
    if (reason === 'other') return `${words}: ${rejectionText}`
    const renews = reason === 'no_allowance' && allowanceRenewsOn
    return renews ? `${words} (${text('staff.outcome.renewsOn', { date: tableDate(renews) })})` : words
  })
}

const cancellationReasonsOf = ({ cancellationReasons, cancellationText }: Visit): string[] =>
  cancellationReasons.map((reason) => {
    const words = text(`staff.cancel.reason.${reason}`)
    return reason === 'other' ? `${words}: ${cancellationText}` : words
  })

/** What was decided of each person; nothing where nobody decided. */
const visitorsOf = ({ party }: Visit): string[] =>
  party
    .filter(({ outcome }) => outcome !== null)
    .map((visitor) => `${lastFirst(visitor)}: ${outcomeWords(visitor)}`)

/** "banned until 1/3/2027" */
export function outcomeWords({ outcome, bannedUntil }: Visitor): string {
  const words = text(`staff.outcome.outcomes.${outcome ?? 'can_visit'}`)
  return bannedUntil ? `${words} ${text('staff.outcome.until', { date: tableDate(bannedUntil) })}` : words
}

function decidedBy(events: readonly VisitEvent[]): string[] {
  const last = events.find(isChange)
  if (!last || last.what === 'requested') return []
  const by = text(`staff.actors.${last.actor}`, { name: last.personName ?? '' })
  return [text('staff.outcome.byAndWhen', { by, at: moment(last.at) })]
}
