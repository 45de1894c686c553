/** Knows how a token's claims make somebody a professional: by an e-mail address that the provider has proven. */
import { z } from 'zod'
import { isEmailAddress } from '../domain/contactDetails.ts'
import type { Database } from '../store/database.ts'
import { rememberProfessional } from '../store/professionals.ts'
import type { Claims } from '../web/provider.ts'
import type { Identity } from '../web/signIn.ts'

const proven = z.object({ email: z.string().refine(isEmailAddress), email_verified: z.literal(true) })

/** Remembers who signed in; no role of staff comes with it, whatever else the claims say. */
export async function identify(
  db: Database,
  claims: Claims,
  now: Date,
): Promise<Identity | { refused: 'emailNotProven' }> {
  const claimed = proven.safeParse(claims)
  if (!claimed.success) return { refused: 'emailNotProven' }
  const email = claimed.data.email.toLowerCase()
  const personId = await rememberProfessional(db, { issuer: claims.iss, subject: claims.sub, email, now })
  return { personId, name: email, roles: [], prisons: [], email }
}
