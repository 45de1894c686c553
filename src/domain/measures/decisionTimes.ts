/** Knows how long people wait for a decision: median, 95th percentile, and how often the promise was kept. */
import { share, total } from './counts.ts'
import type { Counts } from './counts.ts'

/** Decisions of one period. */
export interface Decisions {
  /** How many took so many whole hours, from the request to the decision. */
  hours: Counts
  /** On or before the date by which an answer was promised. */
  within: number
  late: number
  /** Requests that nobody answered before their last time came. */
  unanswered: number
}

export interface DecisionTimes {
  decided: number
  /** Whole hours. */
  median: number | null
  p95: number | null
  /** Of all decided or left unanswered, from 0 to 1. */
  withinPromise: number | null
}

/** The smallest number of hours within which at least that share was decided (the nearest rank); null without any. */
export function percentile(hours: Counts, portion: number): number | null {
  const all = total(hours)
  let seen = 0
  for (const hour of Object.keys(hours)
    .map(Number)
    .sort((a, b) => a - b)) {
    seen += hours[hour] ?? 0
    if (seen > 0 && seen >= portion * all) return hour
  }
  return null
}

export const decisionTimes = ({ hours, within, late, unanswered }: Decisions): DecisionTimes => ({
  decided: total(hours),
  median: percentile(hours, 0.5),
  p95: percentile(hours, 0.95),
  withinPromise: share(within, within + late + unanswered),
})
