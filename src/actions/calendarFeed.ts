/** A professional makes, renews or ends the private address of their calendar feed. */
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { writeFeed } from '../store/feeds.ts'
import type { RandomBytes } from '../store/links.ts'
import { insertProfessionalEvent } from '../store/professionalEvents.ts'
import { lockProfessional } from '../store/professionals.ts'

/** Gives a new secret of 256 bits, stored nowhere; an earlier one leads nowhere any more. */
export function renewFeed(
  db: Database,
  personId: string,
  { now, randomBytes }: { now: Date; randomBytes: RandomBytes },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  return transact(db, async (trx) => {
    await lockProfessional(trx, personId)
    await writeFeed(trx, personId, secret)
    await insertProfessionalEvent(trx, { professionalId: personId, personId, at: now, what: 'feed_made' })
    return secret
  })
}

/** Nothing leads to the feed any more; done also when there was none. */
export function endFeed(db: Database, personId: string, now: Date): Promise<void> {
  return transact(db, async (trx) => {
    const professional = await lockProfessional(trx, personId)
    if (!professional?.hasFeed) return
    await writeFeed(trx, personId, null)
    await insertProfessionalEvent(trx, { professionalId: personId, personId, at: now, what: 'feed_ended' })
  })
}
