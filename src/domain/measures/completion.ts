/** Knows how journeys through the service end, the completion rate and the funnel. Standards K11, K12; decision C3. */
import { share, sum, total } from './counts.ts'
import type { Counts } from './counts.ts'

/**
 * How a journey may end, and whether the service did what it should by then (the definition of August 2015). The pages
 * that stop a journey have their own names here; what is neither sent nor stopped was given up.
 */
export const journeyOutcomes = {
  sent: 'completed',
  duplicate: 'completed',
  'no-bookings-here': 'completed',
  'too-young': 'completed',
  'no-times': 'failed',
  problem: 'failed',
  abandoned: 'failed',
} as const

export type JourneyOutcome = keyof typeof journeyOutcomes

/** Journeys that an agent or a clerk keys: they say nothing of whether people can use the service on their own. */
const keyedByStaff = ['phone', 'desk']

/** Whether people go through the journey on their own. */
export const isSelfServed = (journey: string): boolean => !keyedByStaff.includes(journey)

const isCompleted = (outcome: string): boolean =>
  outcome in journeyOutcomes && journeyOutcomes[outcome as JourneyOutcome] === 'completed'

/** Journeys that are over, by how they ended. Each is counted once, so that the rate is never above 1. */
export function completion(outcomes: Counts): { started: number; completed: number; rate: number | null } {
  const completed = sum(Object.entries(outcomes).map(([outcome, n]) => (isCompleted(outcome) ? n : 0)))
  const started = total(outcomes)
  return { started, completed, rate: share(completed, started) }
}

export interface FunnelStep {
  step: string
  /** Journeys that answered it. */
  answered: number
  /** Of all that were started, from 0 to 1. */
  share: number | null
}

/** The questions in their order, with how many journeys came past each; a journey counts once, however often it was there. */
export const funnel = (order: readonly string[], answered: Counts, started: number): FunnelStep[] =>
  order.map((step) => {
    const count = Math.min(answered[step] ?? 0, started)
    return { step, answered: count, share: share(count, started) }
  })
