/** Knows the measures of assisted digital, for one channel and month. Standards K20, K21. */
import type { HelpReason } from '../calls.ts'
import { helpReasons } from '../calls.ts'
import { share } from './counts.ts'
import type { Counts } from './counts.ts'
import { satisfaction } from './satisfaction.ts'
import type { SatisfactionScore } from './satisfaction.ts'

/** What is counted of the calls that ended in the month. */
export interface CallCounts {
  calls: number
  /** Calls that ended in a booking. */
  bookings: number
  /** Seconds that agents were busy with them, without pauses. */
  seconds: number
  talkThrough: number
  onBehalf: number
  /** By the reason why help was needed. */
  reasons: Counts
  /** Answers from 1 to 5. */
  satisfaction: Counts
}

/** What is counted of the line that leads to the agents; a channel without one has none. */
export interface LineCounts {
  offered: number
  answered: number
  abandoned: number
  /** Seconds that all callers waited together. */
  waitSeconds: number
}

export interface Assisted {
  volume: number
  bookings: number
  /** Minutes that agents were busy. */
  minutes: number
  talkThrough: number
  onBehalf: number
  reasons: Record<HelpReason, number>
  satisfaction: SatisfactionScore & { counts: Counts }
  wait: {
    /** Average seconds of a caller. */
    seconds: number | null
    /** Callers who gave up waiting ÷ all callers. */
    abandonment: number | null
  }
  /** Pence. */
  costPerMinute: number | null
  costPerBooking: number | null
}

/** `cost` is the channel's, loaded with its part of what is shared, in pence; null where it is not known. */
export function assisted(calls: CallCounts, line: LineCounts | null, cost: number | null): Assisted {
  const { seconds, bookings } = calls
  const offered = line?.offered ?? 0
  return {
    volume: calls.calls,
    bookings,
    minutes: seconds / 60,
    talkThrough: calls.talkThrough,
    onBehalf: calls.onBehalf,
    reasons: Object.fromEntries(
      helpReasons.map((reason) => [reason, calls.reasons[reason] ?? 0]),
    ) as Assisted['reasons'],
    satisfaction: { ...satisfaction(calls.satisfaction), counts: calls.satisfaction },
    wait: {
      seconds: share(line?.waitSeconds ?? 0, offered),
      abandonment: share(line?.abandoned ?? 0, offered),
    },
    costPerMinute: cost === null ? null : share(cost, seconds / 60),
    costPerBooking: cost === null ? null : share(cost, bookings),
  }
}
