/** Knows user satisfaction: five levels, a weighted score, and the share of the two best. Standards K13; decision C2. */
import { satisfactions } from '../calls.ts'
import { share, sum } from './counts.ts'
import type { Counts } from './counts.ts'

export interface SatisfactionScore {
  /** How many answered. */
  answers: number
  /** ((Σ i·nᵢ ÷ N) − 1) ÷ 4: 0 when all are very dissatisfied, 1 when all are very satisfied. */
  weighted: number | null
  /** (n₄ + n₅) ÷ N. */
  topTwo: number | null
}

/** How many gave each answer, from 1 (very dissatisfied) to 5 (very satisfied). */
export const levelsOf = (counts: Counts): number[] => satisfactions.map((level) => counts[level] ?? 0)

/** The scores of pooled counts; null where nobody answered. */
export function satisfaction(counts: Counts): SatisfactionScore {
  const levels = levelsOf(counts)
  const answers = sum(levels)
  const above = sum(levels.map((n, at) => n * at))
  return {
    answers,
    weighted: share(above, 4 * answers),
    topTwo: share(sum(levels.slice(3)), answers),
  }
}
