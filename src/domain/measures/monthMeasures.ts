/** Knows every measure of a month, as far as it may be told. Contract: `/performance.json`. */
import { satisfactions } from '../calls.ts'
import type { CallChannel, HelpReason, Satisfaction } from '../calls.ts'
import { assisted } from './assisted.ts'
import { completion } from './completion.ts'
import { total } from './counts.ts'
import type { Counts } from './counts.ts'
import { decisionTimes } from './decisionTimes.ts'
import { bookingsOf, callsOf, decisionsOf, lineOf, outcomesOf } from './monthCounts.ts'
import type { MonthCounts } from './monthCounts.ts'
import { satisfaction } from './satisfaction.ts'
import { hidden } from './suppression.ts'
import type { Policy, Published } from './suppression.ts'
import { takeUp } from './takeUp.ts'
import type { WaysOfBooking } from './takeUp.ts'

export interface ToldSatisfaction {
  answers: Published
  weighted: Published
  topTwo: Published
  counts: Record<Satisfaction, Published>
}

export interface ToldAssisted {
  volume: Published
  bookings: Published
  minutes: Published
  talkThrough: Published
  onBehalf: Published
  reasons: Record<HelpReason, Published>
  satisfaction: ToldSatisfaction
  waitSeconds: Published
  abandonment: Published
  /** Pence. */
  costPerMinute: Published
  costPerBooking: Published
}

export interface PlaceMeasures {
  bookings: Published
  takeUp: { current: Published; of2014: Published }
  completion: Published
  /** Whole hours, and a share. */
  decision: { median: Published; p95: Published; withinPromise: Published }
}

/** What a month at a place, or at all, is measured from. */
export interface Measured {
  counts: MonthCounts
  /** The bookings of all places of which it is known what was booked elsewhere. */
  ways: WaysOfBooking
}

/** The two definitions tell, together, how many were assisted: then only the current one is told. */
function toldTakeUp(ways: WaysOfBooking, policy: Policy): PlaceMeasures['takeUp'] {
  const { self, assisted: helped, other } = ways
  if (other === null) return takeUp(ways)
  const all = self + helped + other
  const current = policy.share(self + helped, all)
  const isTelling = policy.count(helped) === hidden && current !== hidden
  return { current, of2014: isTelling ? hidden : policy.share(self, all) }
}

export function placeMeasures({ counts, ways }: Measured, policy: Policy): PlaceMeasures {
  const { started, completed } = completion(outcomesOf(counts))
  const decisions = decisionsOf(counts)
  const { decided, median, p95 } = decisionTimes(decisions)
  const { within, late, unanswered } = decisions
  return {
    bookings: policy.count(total(bookingsOf(counts))),
    takeUp: toldTakeUp(ways, policy),
    completion: policy.share(completed, started),
    decision: {
      median: policy.of(median, decided),
      p95: policy.of(p95, decided),
      withinPromise: policy.share(within, within + late + unanswered),
    },
  }
}

/** Where any answer was given by few, none of the five counts is told: with the scores, the others would tell it. */
export function toldSatisfaction(counts: Counts, policy: Policy): ToldSatisfaction {
  const { answers, weighted } = satisfaction(counts)
  const best = (counts[4] ?? 0) + (counts[5] ?? 0)
  const isFew = satisfactions.some((level) => policy.count(counts[level] ?? 0) === hidden)
  const told = satisfactions.map((level): [Satisfaction, Published] => [
    level,
    answers === 0 ? null : isFew ? hidden : (counts[level] ?? 0),
  ])
  return {
    answers: policy.count(answers),
    weighted: policy.of(weighted, answers),
    topTwo: policy.share(best, answers),
    counts: Object.fromEntries(told) as ToldSatisfaction['counts'],
  }
}

/** `cost` is what the channel cost in the month, in pence. */
export function toldAssisted(
  counts: MonthCounts,
  channel: CallChannel,
  cost: number | null,
  policy: Policy,
): ToldAssisted {
  const calls = callsOf(counts, channel)
  const line = channel === 'phone' ? lineOf(counts) : null
  const measures = assisted(calls, line, cost)
  const { volume, bookings } = measures
  const { talkThrough, onBehalf } = policy.parts({
    talkThrough: measures.talkThrough,
    onBehalf: measures.onBehalf,
  })
  return {
    volume: policy.count(volume),
    bookings: policy.count(volume - bookings) === hidden ? hidden : policy.count(bookings),
    minutes: policy.count(volume) === hidden ? hidden : Math.round(measures.minutes),
    ...{ talkThrough, onBehalf },
    reasons: policy.parts(measures.reasons),
    satisfaction: toldSatisfaction(calls.satisfaction, policy),
    waitSeconds: policy.of(measures.wait.seconds, line?.offered ?? 0),
    abandonment: policy.share(line?.abandoned ?? 0, line?.offered ?? 0),
    costPerMinute: policy.of(measures.costPerMinute, volume),
    costPerBooking: policy.of(measures.costPerBooking, bookings),
  }
}
