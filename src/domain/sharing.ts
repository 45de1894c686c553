/** Knows how long an invitation to somebody's list can be accepted. */
const day = 24 * 3_600_000

/** Days until an invitation lapses. */
export const invitationDays = 14

/** The moment at which an invitation lapses. */
export const lapsesAt = (invitedAt: Date): Date => new Date(invitedAt.getTime() + invitationDays * day)

/** The earliest moment of an invitation that can still be accepted. */
export const stillOpenSince = (now: Date): Date => new Date(now.getTime() - invitationDays * day)
