/** Knows which figures are too small to publish: people could be recognised by them. Standards K16. */

/** The smallest count that is published, besides none at all. */
export const leastPublished = 5

/** Stands for a figure that is known and not published. */
export const hidden = 'hidden'
export type Hidden = typeof hidden

/** A figure as the public sees it; null is "not available". */
export type Published = number | null | Hidden

export const isSmall = (count: number): boolean => count > 0 && count < leastPublished

/** One count by itself. */
export const publishedCount = (count: number): Published => (isSmall(count) ? hidden : count)

/**
 * Parts whose total is published, or can be worked out: where a single one would be hidden, the next smallest is hidden
 * with it, or the total would tell; and where all that are hidden add up to too few.
 */
export function publishedParts<Key extends string>(
  parts: Readonly<Record<Key, number>>,
): Record<Key, Published> {
  const entries = Object.entries(parts) as [Key, number][]
  const inOrder = entries.filter(([, count]) => count > 0).sort(([, a], [, b]) => a - b)
  const small = inOrder.filter(([, count]) => isSmall(count)).length
  let hide = small
  const hiddenSum = () => inOrder.slice(0, hide).reduce((sum, [, count]) => sum + count, 0)
  if (small > 0) while (hide < inOrder.length && (hide < 2 || hiddenSum() < leastPublished)) hide += 1
  const isHidden = new Set(inOrder.slice(0, hide).map(([key]) => key))
  return Object.fromEntries(
    entries.map(([key, count]) => [key, isHidden.has(key) ? hidden : count]),
  ) as Record<Key, Published>
}

/** A share of a whole: hidden where the whole, the part or what is left of it is small. */
export function publishedShare(part: number, whole: number): Published {
  if (whole <= 0) return null
  return isSmall(whole) || isSmall(part) || isSmall(whole - part) ? hidden : part / whole
}

/** What is worked out from so many (an average, a percentile): hidden where they are few. */
export const publishedOf = (value: number | null, of: number): Published =>
  value !== null && of < leastPublished ? hidden : value

/** What may be told of a figure: all of it to an analyst, what is not too small to the public. */
export interface Policy {
  count: (count: number) => Published
  parts: <Key extends string>(parts: Readonly<Record<Key, number>>) => Record<Key, Published>
  share: (part: number, whole: number) => Published
  of: (value: number | null, of: number) => Published
}

export const forPublic: Policy = {
  count: publishedCount,
  parts: publishedParts,
  share: publishedShare,
  of: publishedOf,
}

export const asTheyAre: Policy = {
  count: (count) => count,
  parts: (parts) => ({ ...parts }),
  share: (part, whole) => (whole > 0 ? part / whole : null),
  of: (value) => value,
}
