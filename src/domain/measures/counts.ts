/** Knows how counts are added, and made into shares of a whole. */

/** How many of each part. */
export type Counts = Readonly<Record<string, number>>

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** All parts together. */
export const total = (counts: Counts): number => sum(Object.values(counts))

/** Counts of several months or places as those of one: they are pooled, never averaged (standards K13). */
export function pooled(several: readonly Counts[]): Counts {
  const all: Record<string, number> = {}
  for (const counts of several)
    for (const [part, count] of Object.entries(counts)) all[part] = (all[part] ?? 0) + count
  return all
}

/** The share of a part in a whole, from 0 to 1; null, not 0 or 1, where there is no whole. */
export const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)
