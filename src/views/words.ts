/** Knows how facts of a visit are put into words, for pages and messages alike. */
import { londonTime } from '../domain/dates.ts'
import type { LocalDate } from '../domain/dates.ts'
import { isNeutralReason } from '../domain/visit.ts'
import type { RejectionReason } from '../domain/visit.ts'
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

/**
 * Each reason of a rejection in plain words, once; those that would reveal something of somebody share one neutral
 * sentence. Specification §3, "Rejection reasons".
 */
export function toldReasons(
  rejection: { rejectionReasons: RejectionReason[]; rejectionText: string; allowanceRenewsOn: LocalDate | null },
  { text, shortDate }: Translator,
): ToldReason[] {
  const { rejectionReasons, rejectionText, allowanceRenewsOn } = rejection
  const ours = (key: string, values = {}) => ({ text: text(`visit.reasons.${key}`, values), byClerk: false })
  const told = rejectionReasons.map((reason) => {
    if (reason === 'other') return { text: rejectionText, byClerk: true }
    if (isNeutralReason(reason)) return ours('neutral')
    if (reason !== 'no_allowance' || !allowanceRenewsOn) return ours(reason)
    return ours('no_allowance_until', { date: shortDate(allowanceRenewsOn) })
  })
  return told.filter((line, place) => told.findIndex((other) => other.text === line.text) === place)
}
