/** Knows how a token's claims make somebody a member of staff: roles from one claim, prisons from another. */
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Role } from '../domain/roles.ts'
import type { Database } from '../store/database.ts'
import { rememberPerson } from '../store/people.ts'
import type { Claims } from '../web/provider.ts'
import type { Identity } from '../web/signIn.ts'

type ClaimSettings = Pick<Config['staff'], 'roleClaim' | 'prisonClaim' | 'roleMap'>

const values = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(/[\s,]+/))])
  .catch([])
  .transform((list) => [...new Set(list)])

const names = z.object({ name: z.string().trim().min(1).catch('') })

/** Roles and prison codes of the claims; what is not known is left out. */
export function readClaims(claims: Claims, { roleClaim, prisonClaim, roleMap }: ClaimSettings) {
  const given = values.parse(claims[roleClaim]).map((value) => roleMap.get(value))
  const roles = [...new Set(given)].filter((role): role is Role => role !== undefined)
  const prisons = values.parse(claims[prisonClaim]).filter((code) => /^[A-Z]{3}$/.test(code))
  return { roles, prisons }
}

/** Remembers who signed in and says what they are. */
export async function identify(
  db: Database,
  claims: Claims,
  settings: ClaimSettings,
  now: Date,
): Promise<Identity> {
  const name = names.parse(claims).name || claims.sub
  const personId = await rememberPerson(db, { issuer: claims.iss, subject: claims.sub, name, now })
  return { personId, name, ...readClaims(claims, settings) }
}
