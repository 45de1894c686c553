/** Prisons that want it are told on working days which of their requests are overdue (specification §9). */
import { londonDate, londonTime } from '../domain/dates.ts'
import { isWorkingDay } from '../domain/workingDays.ts'
import type { Database } from '../store/database.ts'
import { listPlacesToDigest, queueDigest } from '../store/prisonNotices.ts'

/** London time; what was decided earlier in the day is not listed. */
const hour = '08:00'

/** Queues the digests of the day; gives how many. One a day for each place, however often it is called. */
export async function sendDigests(db: Database, now: Date): Promise<number> {
  const today = londonDate(now)
  if (londonTime(now) < hour) return 0
  let queued = 0
  for (const { id, worksWeekends } of await listPlacesToDigest(db, today)) {
    if (!isWorkingDay(today, worksWeekends)) continue
    if (await queueDigest(db, { placeId: id, about: today, now })) queued += 1
  }
  return queued
}
