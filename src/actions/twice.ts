/** Knows when the same words from the same person are the same press of a button. */
const minutes = 5

/** The earliest moment of a first press that still counts. */
export const pressedAgainSince = (now: Date): Date => new Date(now.getTime() - minutes * 60_000)
