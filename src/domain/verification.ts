/** Knows how long a manager's word for a professional holds. Specification §6: "valid at all prisons for a year". */
import { addDays, isRealDate } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** Days before its end from which a verification is listed to be renewed. */
const daysOfNotice = 30

export const verificationEndings = ['left_organisation', 'details_wrong', 'misuse', 'mistake'] as const
/** Why a manager ends a verification. */
export type VerificationEnding = (typeof verificationEndings)[number]

/** The last day of a verification of today: the same date of the next year. */
export function verifiedFrom(today: LocalDate): LocalDate {
  const nextYear = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`
  return isRealDate(nextYear) ? nextYear : addDays(`${nextYear.slice(0, 8)}01`, 27)
}

/** Whether a manager has verified somebody; the last day counts. */
export const isVerified = (
  { verifiedUntil }: { verifiedUntil: LocalDate | null },
  today: LocalDate,
): boolean => verifiedUntil !== null && verifiedUntil >= today

/** The last date on which a verification that ends then is about to end. */
export const endsSoonUntil = (today: LocalDate): LocalDate => addDays(today, daysOfNotice)
