/** Knows how the counts kept of a month are read: by figure, then by part. */
import type { CallChannel } from '../calls.ts'
import { channels } from '../visit.ts'
import type { Channel } from '../visit.ts'
import type { CallCounts, LineCounts } from './assisted.ts'
import { isSelfServed } from './completion.ts'
import { pooled, total } from './counts.ts'
import type { Counts } from './counts.ts'
import type { Decisions } from './decisionTimes.ts'

/** Counts of one month, of one place or of all, by figure. */
export type MonthCounts = Readonly<Record<string, Counts>>

/** What stands below a prefix: of `public/sent` below `public`, `sent`. */
const below = (counts: Counts, prefix: string): Counts =>
  Object.fromEntries(
    Object.entries(counts).flatMap(([part, count]) =>
      part.startsWith(`${prefix}/`) ? [[part.slice(prefix.length + 1), count]] : [],
    ),
  )

const firstParts = (counts: Counts): string[] => [
  ...new Set(Object.keys(counts).map((part) => part.split('/')[0] ?? '')),
]

/** Requests sent through the service. */
export const bookingsOf = ({ bookings = {} }: MonthCounts): Record<Channel, number> =>
  Object.fromEntries(channels.map((channel) => [channel, bookings[channel] ?? 0])) as Record<Channel, number>

/** How journeys ended that people went through on their own. */
export const outcomesOf = ({ journeys = {} }: MonthCounts): Counts =>
  pooled(
    firstParts(journeys)
      .filter(isSelfServed)
      .map((journey) => below(journeys, journey)),
  )

/** How the journeys of one kind ended, and how many answered each of its questions. */
export const journeyOf = ({ journeys = {}, steps = {} }: MonthCounts, journey: string) => ({
  outcomes: below(journeys, journey),
  answered: below(steps, journey),
})

export const decisionsOf = ({ decision_hours: hours = {}, decisions = {} }: MonthCounts): Decisions => ({
  hours,
  within: decisions.within ?? 0,
  late: decisions.late ?? 0,
  unanswered: decisions.unanswered ?? 0,
})

export function callsOf({ calls = {} }: MonthCounts, channel: CallChannel): CallCounts {
  const all = below(calls, channel)
  return {
    calls: all.calls ?? 0,
    bookings: all.bookings ?? 0,
    seconds: all.seconds ?? 0,
    talkThrough: all.talk_through ?? 0,
    onBehalf: all.on_behalf ?? 0,
    reasons: below(all, 'reason'),
    satisfaction: below(all, 'satisfaction'),
  }
}

/** The phone line; null where nobody has keyed its figures. */
export const lineOf = ({ line }: MonthCounts): LineCounts | null =>
  line && total(line) > 0
    ? {
        offered: line.offered ?? 0,
        answered: line.answered ?? 0,
        abandoned: line.abandoned ?? 0,
        waitSeconds: line.wait_seconds ?? 0,
      }
    : null

/** Every answer about satisfaction, those of callers among them (standards K14). */
export function answersOf({ feedback = {}, calls = {} }: MonthCounts): Counts {
  const ofCalls = firstParts(calls).map((channel) => below(below(calls, channel), 'satisfaction'))
  return pooled([...firstParts(feedback).map((channel) => below(feedback, channel)), ...ofCalls])
}
