/** The timetable becomes slots, for each place's booking window from today on (specification §4). */
import { datesBetween, londonDate, londonInstant } from '../domain/dates.ts'
import { slotTimesOn } from '../domain/slots.ts'
import { lastBookableDate } from '../domain/workingDays.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { listTimetables, replaceSlots } from '../store/slots.ts'
import type { PlannedSlot, Timetable } from '../store/slots.ts'

function plan(timetable: Timetable, today: string): PlannedSlot[] {
  const { placeId, visitType } = timetable
  return datesBetween(today, lastBookableDate(today, timetable)).flatMap((date) =>
    slotTimesOn(date, timetable).map(({ starts, ends, wanted }) => ({
      placeId,
      visitType,
      date,
      startsAt: londonInstant(date, starts),
      endsAt: londonInstant(date, ends),
      wanted,
    })),
  )
}

/** Makes the slots of every bookable place what its timetable says. Safe to repeat and to run twice at once. */
export function makeSlots(db: Database, now: Date): Promise<void> {
  const today = londonDate(now)
  return transact(db, async (trx) => {
    const timetables = await listTimetables(trx, today)
    await replaceSlots(
      trx,
      today,
      timetables.flatMap((timetable) => plan(timetable, today)),
    )
  })
}
