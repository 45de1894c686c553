/** Counts the months that are not closed, and closes those that are complete. Safe to repeat, and to do twice at once. */
import { londonDate } from '../domain/dates.ts'
import { isComplete } from '../domain/measures/closing.ts'
import { monthOf, monthsBetween } from '../domain/month.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/database.ts'
import { countMonth, firstOpenMonth, lockCounting, markCounted } from '../store/measures/monthly.ts'

/** Gives how many figures changed; each month is a transaction of its own. */
export async function measureMonths(db: Database, now: Date): Promise<number> {
  const today = londonDate(now)
  const first = (await firstOpenMonth(db)) ?? monthOf(today)
  let changes = 0
  for (const month of monthsBetween(first, monthOf(today))) {
    changes += await transact(db, async (trx) => {
      await lockCounting(trx)
      const changed = await countMonth(trx, month)
      await markCounted(trx, { month, closed: isComplete(month, today), changed: changed > 0, now })
      return changed
    })
  }
  return changes
}
