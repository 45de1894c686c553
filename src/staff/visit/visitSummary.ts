/** Knows what the pages about a visit say to make sure that it is the right one. */
import { slotsNow } from '../../domain/visitChange.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { appointment, lastFirst } from '../../views/staffFormat.ts'

/** Rows: which visit, whose, when, and with whom. */
export function visitSummary(visit: Visit) {
  const { text } = translator('en')
  const { prisoner, prisonNumber, party, slot } = visit
  const rows: [string, string[]][] = [
    [text('staff.visit.reference'), [visit.reference]],
    [text('staff.visit.prisoner'), [`${lastFirst(prisoner)}, ${prisonNumber}`]],
    [text('staff.visit.mainVisitor'), party.slice(0, 1).map(lastFirst)],
    [text(slot ? 'staff.outcome.time' : 'staff.visit.choices'), slotsNow(visit).map(appointment)],
  ]
  return { summary: rows.map(([label, lines]) => ({ label, lines: printed(lines) })) }
}
