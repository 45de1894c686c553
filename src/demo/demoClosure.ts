/** Closes a slot of the demo in which a visit is booked, so that there is a visit to sort out. */
import { changeTimetable } from '../actions/changeTimetable.ts'
import { londonTime } from '../domain/dates.ts'
import type { LocalDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import { query } from '../store/database.ts'
import type { Database } from '../store/database.ts'

interface BookedSlot {
  placeId: number
  version: number
  visitType: VisitType
  date: LocalDate
  startsAt: Date
}

/** Does nothing where that prisoner has no visit to come. */
export async function closeSlotOf(
  db: Database,
  prisonNumber: string,
  personId: string,
  now: Date,
): Promise<void> {
  const [slot] = await query<BookedSlot>(
    db,
    `select slots.place_id as "placeId", timetable_version as version, slots.visit_type as "visitType", slots.date,
       slots.starts_at as "startsAt"
     from visits join slots on slots.id = visits.slot_id join places on places.id = slots.place_id
     where prison_number = :prisonNumber and status = 'booked' and starts_at > :now`,
    { prisonNumber, now },
  )
  if (!slot) return
  const { placeId, version, visitType, date, startsAt } = slot
  const reason = 'The visits hall is being painted'
  const change = {
    kind: 'close',
    visitType,
    from: date,
    to: date,
    starts: londonTime(startsAt),
    reason,
  } as const
  await changeTimetable(db, { placeId, version, personId, change, why: reason, flag: [] }, now)
}
