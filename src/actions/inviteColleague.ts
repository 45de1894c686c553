/** A professional invites a colleague to see their list of official visits. */
import { stillOpenSince } from '../domain/sharing.ts'
import type { Language } from '../domain/visit.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertProfessionalEvent } from '../store/professionalEvents.ts'
import { lockProfessional } from '../store/professionals.ts'
import { endShare, findOpenShare, insertShare } from '../store/shares.ts'
import { pressedAgainSince } from './twice.ts'

/** `own`: it is their own address. `invited`: an invitation waits. `shared`: that colleague sees the list already. */
export type InviteOutcome = { done: true } | { refused: 'own' | 'invited' | 'shared' }

/** @param asked the address in lower case */
export function inviteColleague(
  db: Database,
  asked: { personId: string; email: string; language: Language },
  now: Date,
): Promise<InviteOutcome> {
  return transact(db, async (trx): Promise<InviteOutcome> => {
    const { personId, email, language } = asked
    const professional = await lockProfessional(trx, personId)
    if (professional?.email.toLowerCase() === email) return { refused: 'own' }
    const open = await findOpenShare(trx, { ownerId: personId, email })
    if (open?.acceptedAt) return { refused: 'shared' }
    if (open && open.invitedAt >= pressedAgainSince(now)) return { done: true }
    if (open && open.invitedAt >= stillOpenSince(now)) return { refused: 'invited' }
    if (open) await endShare(trx, { id: open.id, personId, now })
    const shareId = await insertShare(trx, { ownerId: personId, email, language, now })
    const event = { professionalId: personId, personId, at: now, details: { shareId } }
    await insertProfessionalEvent(trx, { ...event, what: 'share_invited' })
    return { done: true }
  })
}
