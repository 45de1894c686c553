/** Knows how a closure is told: which dates or slot. */
import type { LocalDate, LocalTime } from '../../domain/dates.ts'
import { translator } from '../../text/translate.ts'

const { text, date } = translator('en')

/** "Monday 30 November 2026, all day" */
export function closedWhen({
  from,
  to,
  starts,
}: {
  from: LocalDate
  to: LocalDate
  starts: LocalTime | null
}): string {
  if (from !== to) return text('staffClosures.check.dates', { from: date(from), to: date(to) })
  return starts === null
    ? text('staffClosures.check.wholeDay', { date: date(from) })
    : text('staffClosures.check.oneSlot', { date: date(from), starts })
}
