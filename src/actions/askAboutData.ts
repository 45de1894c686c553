/** Somebody objects to being named as a visitor, or complains about how data is used (specification §11). */
import { acknowledgeBy } from '../domain/privacyRequest.ts'
import { newReference } from '../domain/reference.ts'
import type { Language } from '../domain/visit.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { RandomBytes } from '../store/links.ts'
import { findSamePrivacyRequest, holdPrivacyEmail, insertPrivacyRequest } from '../store/privacyRequests.ts'
import type { PrivacyWords } from '../store/privacyRequests.ts'
import { pressedAgainSince } from './twice.ts'

/** Keeps what somebody wrote, once however often it is sent; gives its reference. */
export function askAboutData(
  db: Database,
  asked: PrivacyWords & { language: Language },
  { now, randomBytes }: { now: Date; randomBytes: RandomBytes },
): Promise<string> {
  return transact(db, async (trx) => {
    await holdPrivacyEmail(trx, asked.email)
    const known = await findSamePrivacyRequest(trx, { ...asked, since: pressedAgainSince(now) })
    if (known) return known
    for (;;) {
      const reference = newReference(randomBytes)
      const request = { ...asked, reference, receivedAt: now, acknowledgeBy: acknowledgeBy(now) }
      if (await insertPrivacyRequest(trx, request)) return reference
    }
  })
}
