/** Knows how long a visit counts as being looked at (specification §8: "views of the last 5 minutes"). */
const minutes = 5

/** The earliest moment of a view that still counts. */
export const viewedSince = (now: Date): Date => new Date(now.getTime() - minutes * 60_000)
