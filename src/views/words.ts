/** Knows how facts of a visit are put into words, for pages and messages alike. */
import { londonTime } from '../domain/dates.ts'
import type { LocalDate } from '../domain/dates.ts'
import { isNeutralReason } from '../domain/visit.ts'
import type { CancellationReason, RejectionReason } from '../domain/visit.ts'
import type { Translator } from '../text/translate.ts'

interface SlotTimes {
  date: LocalDate
  startsAt: Date
  endsAt: Date
}

/** "2pm to 4pm". */
export const slotTimes = ({ startsAt, endsAt }: SlotTimes, { times }: Translator): string =>
  times(londonTime(startsAt), londonTime(endsAt))

/** "2pm to 4pm, Friday 4 December 2026". */
export const slotLine = (slot: SlotTimes, translator: Translator): string =>
  `${slotTimes(slot, translator)}, ${translator.date(slot.date)}`

/** A reason as the visitor is told it; `byClerk` where a clerk wrote the sentence, which holds no markup of ours. */
export interface ToldReason {
  text: string
  byClerk: boolean
}

type Reason = RejectionReason | CancellationReason

/** Each reason in plain words, once; those that would reveal something of somebody share one neutral sentence. */
function told(reasons: readonly Reason[], byClerk: string, sentence: (reason: Reason | 'neutral') => string): ToldReason[] {
  const lines = reasons.map((reason) =>
    reason === 'other'
      ? { text: byClerk, byClerk: true }
      : { text: sentence(isNeutralReason(reason) ? 'neutral' : reason), byClerk: false },
  )
  return lines.filter((line, place) => lines.findIndex((other) => other.text === line.text) === place)
}

/** What is told of a rejection. Specification §3, "Rejection reasons". */
export function toldReasons(
  rejection: { rejectionReasons: RejectionReason[]; rejectionText: string; allowanceRenewsOn: LocalDate | null },
  { text, shortDate }: Translator,
): ToldReason[] {
  const { rejectionReasons, rejectionText, allowanceRenewsOn } = rejection
  return told(rejectionReasons, rejectionText, (reason) =>
    reason === 'no_allowance' && allowanceRenewsOn
      ? text('visit.reasons.no_allowance_until', { date: shortDate(allowanceRenewsOn) })
      : text(`visit.reasons.${reason}`),
  )
}

/** What is told of a cancellation by the prison. Specification §3, "Cancellation reasons". */
export const toldCancellation = (
  { cancellationReasons, cancellationText }: { cancellationReasons: CancellationReason[]; cancellationText: string },
  { text }: Translator,
): ToldReason[] => told(cancellationReasons, cancellationText, (reason) => text(`visit.reasons.${reason}`))
