/** A manager says that a professional is who they say, or takes it back; valid at all prisons for a year (specification §6). */
import { londonDate } from '../domain/dates.ts'
import { isVerified, verifiedFrom } from '../domain/verification.ts'
import type { VerificationEnding } from '../domain/verification.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertProfessionalEvent } from '../store/professionalEvents.ts'
import { lockProfessional } from '../store/professionals.ts'
import { writeVerification } from '../store/verifications.ts'

interface Verifying {
  professionalId: string
  /** The manager. */
  personId: string
}

/** `noProfile`: there is none any more. `notVerified`: there is nothing to end. */
export type VerificationOutcome = { done: true } | { refused: 'noProfile' | 'notVerified' }

/** Verifies in a transaction that does more; an earlier verification is renewed. */
export async function verifyIn(
  trx: Database,
  { professionalId, personId }: Verifying,
  now: Date,
): Promise<VerificationOutcome> {
  const profile = await lockProfessional(trx, professionalId)
  if (!profile) return { refused: 'noProfile' }
  const until = verifiedFrom(londonDate(now))
  if (profile.verifiedUntil === until) return { done: true }
  await writeVerification(trx, { personId: professionalId, until, by: personId, now })
  await insertProfessionalEvent(trx, {
    professionalId,
    at: now,
    what: 'verified',
    personId,
    details: { until },
  })
  return { done: true }
}

export const verifyProfessional = (db: Database, asked: Verifying, now: Date): Promise<VerificationOutcome> =>
  transact(db, (trx) => verifyIn(trx, asked, now))

async function endIn(
  trx: Database,
  { professionalId, personId, why }: Verifying & { why: VerificationEnding },
  now: Date,
): Promise<VerificationOutcome> {
  const profile = await lockProfessional(trx, professionalId)
  if (!profile) return { refused: 'noProfile' }
  if (!isVerified(profile, londonDate(now))) return { refused: 'notVerified' }
  await writeVerification(trx, { personId: professionalId, until: null })
  await insertProfessionalEvent(trx, {
    professionalId,
    at: now,
    what: 'verification_ended',
    personId,
    details: { why },
  })
  return { done: true }
}

/** Ends a verification; visits that are booked already stay. */
export const endVerification = (
  db: Database,
  asked: Verifying & { why: VerificationEnding },
  now: Date,
): Promise<VerificationOutcome> => transact(db, (trx) => endIn(trx, asked, now))
