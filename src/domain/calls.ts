/** Knows what is recorded of a call, and how many minutes it took. Specification §7, standards K20. */
import type { Channel } from './visit.ts'

export const callChannels = ['phone', 'face_to_face'] as const satisfies readonly Channel[]
export type CallChannel = (typeof callChannels)[number]

/** Whether the caller uses the service while the agent explains, or the agent keys for the caller. */
export const callManners = ['talk_through', 'on_behalf'] as const
export type CallManner = (typeof callManners)[number]

/** Why the caller needs help. */
export const helpReasons = [
  'no_internet',
  'no_email',
  'not_confident',
  'disability_or_health',
  'language',
  'urgent_or_upsetting',
  'problem_with_service',
  'other',
] as const
export type HelpReason = (typeof helpReasons)[number]

export const callOutcomes = [
  'booked',
  'changed',
  'cancelled',
  'information',
  'gave_up',
  'transferred',
] as const
export type CallOutcome = (typeof callOutcomes)[number]

/** 1 is very dissatisfied, 5 very satisfied. */
export const satisfactions = [1, 2, 3, 4, 5] as const
export type Satisfaction = (typeof satisfactions)[number]

/** What tells how long a call took. */
export interface CallTimes {
  startedAt: Date
  /** Since when it is paused. */
  pausedAt: Date | null
  /** What earlier pauses took. */
  pausedSeconds: number
  endedAt: Date | null
}

/** Whole seconds that an agent has been busy with the call, without its pauses; up to `now` while it goes on. */
export function handledSeconds(
  { startedAt, pausedAt, pausedSeconds, endedAt }: CallTimes,
  now: Date,
): number {
  const until = endedAt ?? pausedAt ?? now
  const seconds = Math.floor((until.getTime() - startedAt.getTime()) / 1000) - pausedSeconds
  return Math.max(0, seconds)
}

/** Minutes that an agent has been busy with the call: every minute that has begun counts. */
export const handledMinutes = (call: CallTimes, now: Date): number =>
  Math.ceil(handledSeconds(call, now) / 60)

/** The outcome that what an agent did to a visit, as its history names it, suggests. */
export function outcomeOf(event: string): CallOutcome {
  if (event === 'requested') return 'booked'
  if (event === 'cancelled' || event === 'withdrawn') return 'cancelled'
  return event === 'resent' ? 'information' : 'changed'
}

/** Whether a call that ends like this is about a visit, whose id it must then keep. */
export const isAboutVisit = (outcome: CallOutcome): boolean =>
  outcome === 'booked' || outcome === 'changed' || outcome === 'cancelled'
