/** A professional says who they are. What a prison had verified is not verified any more once it has changed. */
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertProfessionalEvent } from '../store/professionalEvents.ts'
import { lockProfessional, readProfessional, writeProfile } from '../store/professionals.ts'
import type { Professional, Profile } from '../store/professionals.ts'

const parts = ['name', 'organisation', 'role', 'bodyNumber', 'phone'] as const

/** Keeps the profile; tells whether that ended a verification. */
export function saveProfile(
  db: Database,
  asked: Profile & Pick<Professional, 'personId' | 'email' | 'language'>,
  now: Date,
): Promise<{ verificationEnded: boolean }> {
  return transact(db, async (trx) => {
    const { personId } = asked
    const before = await lockProfessional(trx, personId)
    await writeProfile(trx, asked)
    const event = { professionalId: personId, personId, at: now }
    const changed = parts.filter((part) => before && before[part] !== asked[part])
    if (!before) await insertProfessionalEvent(trx, { ...event, what: 'profile_made' })
    else if (changed.length > 0) {
      await insertProfessionalEvent(trx, { ...event, what: 'profile_changed', details: { changed } })
    }
    if (!before?.verifiedUntil) return { verificationEnded: false }
    const after = await readProfessional(trx, personId)
    const verificationEnded = after?.verifiedUntil === null
    if (verificationEnded) await insertProfessionalEvent(trx, { ...event, what: 'verification_ended' })
    return { verificationEnded }
  })
}
