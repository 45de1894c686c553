/** Knows how the end of a request is told: what was decided, by whom and when. */
import type { VisitEvent } from '../../store/events.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import type { InPrint } from '../../views/printed.ts'
import { appointment, lastFirst, moment, tableDate } from '../format.ts'

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

function reasonsOf({ rejectionReasons, allowanceRenewsOn, rejectionText }: Visit): string[] {
  return rejectionReasons.map((reason) => {
    const words = text(`staff.decision.reasons.${reason}`)
    if (reason === 'other') return `${words}: ${rejectionText}`
    const renews = reason === 'no_allowance' && allowanceRenewsOn
    return renews ? `${words} (${text('staff.outcome.renewsOn', { date: tableDate(renews) })})` : words
  })
}

/** What was decided of each person; nothing where nobody decided. */
function visitorsOf({ party }: Visit): string[] {
  return party.flatMap((visitor) => {
    if (!visitor.outcome) return []
    const outcome = text(`staff.outcome.outcomes.${visitor.outcome}`)
    const until = visitor.bannedUntil && text('staff.outcome.until', { date: tableDate(visitor.bannedUntil) })
    return [`${lastFirst(visitor)}: ${until ? `${outcome} ${until}` : outcome}`]
  })
}

function decidedBy(events: readonly VisitEvent[]): string[] {
  const last = events.find(({ what }) => what !== 'requested' && what !== 'hold_freed')
  if (!last) return []
  const by = text(`staff.actors.${last.actor}`, { name: last.personName ?? '' })
  return [text('staff.outcome.byAndWhen', { by, at: moment(last.at) })]
}
