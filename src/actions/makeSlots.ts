/** The timetable becomes slots, for each place's booking window from today on (specification §4). */
import { datesBetween, londonDate, londonInstant } from '../domain/dates.ts'
import type { PlannedSlot } from '../domain/slotPlan.ts'
import { slotTimesOn } from '../domain/slots.ts'
import { lastBookableDate } from '../domain/workingDays.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { listTimetables, replaceSlots } from '../store/slotPlans.ts'
import type { Timetable } from '../store/slotPlans.ts'
import { lockSlotMaking } from '../store/slots.ts'

/** Times that the clocks' change in March brings to the same moment are one slot. */
function planOfDay(date: string, timetable: Timetable): PlannedSlot[] {
  const { placeId, visitType } = timetable
  const slots = slotTimesOn(date, timetable).map(({ starts, ends, wanted }) => ({
    placeId,
    visitType,
    date,
    startsAt: londonInstant(date, starts),
    endsAt: londonInstant(date, ends),
    wanted,
  }))
  const firstAt = ({ startsAt }: PlannedSlot) =>
    slots.findIndex((other) => other.startsAt.getTime() === startsAt.getTime())
  return slots.filter((slot, n) => slot.endsAt > slot.startsAt && firstAt(slot) === n)
}

const plan = (timetable: Timetable, today: string): PlannedSlot[] =>
  datesBetween(today, lastBookableDate(today, timetable)).flatMap((date) => planOfDay(date, timetable))

/** Makes the slots of every bookable place what its timetable says. Safe to repeat and to run twice at once. */
export const makeSlots = (db: Database, now: Date): Promise<void> =>
  transact(db, (trx) => makeSlotsOf(trx, null, now))

/** The same for one place (null: for all), in the transaction of a change that the slots follow. */
export async function makeSlotsOf(trx: Database, placeId: number | null, now: Date): Promise<void> {
  const today = londonDate(now)
  await lockSlotMaking(trx)
  const timetables = await listTimetables(trx, today, placeId)
  const planned = timetables.flatMap((timetable) => plan(timetable, today))
  await replaceSlots(trx, planned, { today, now, placeId })
}
