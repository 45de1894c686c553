/** Knows how it is found out what became of messages of which no receipt has come (standards N7). */
import type { Logger } from 'pino'
import type { Database } from '../store/database.ts'
import { listUnsettled, markPolled, settleNotification } from '../store/settlements.ts'
import { DeliveryError } from './deliver.ts'
import type { ReadEnding } from './notifyStatus.ts'

/** How many messages are asked about in one run; the next goes on with the others. */
const mostAsked = 200

export interface Polling {
  db: Database
  now: Date
  logger: Logger
  readEnding: ReadEnding
}

/**
 * Asks about each message in turn, and settles it as a receipt would; the run ends when no answer is to be had now. Gives
 * how many were asked about, and how many had ended.
 */
export async function pollReceipts({
  db,
  now,
  logger,
  readEnding,
}: Polling): Promise<{ asked: number; settled: number }> {
  const counts = { asked: 0, settled: 0 }
  for (const { id, providerId } of await listUnsettled(db, { now, most: mostAsked })) {
    try {
      const ending = await readEnding(providerId)
      counts.asked += 1
      if (ending && (await settleNotification(db, id, ending, now))) counts.settled += 1
      await markPolled(db, id, now)
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error
      logger.warn({ code: error.code }, 'receipts cannot be asked for now')
      return counts
    }
  }
  return counts
}
