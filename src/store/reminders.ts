/** Knows whose visits are near and of which nobody has been reminded. */
import type { LocalDate } from '../domain/dates.ts'
import { visitTypes } from '../domain/slots.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Ids of booked visits between two dates, both included, whose visitors can be reached and were not reminded of the slot. */
export async function listUnreminded(
  db: Database,
  dates: { from: LocalDate; to: LocalDate },
): Promise<number[]> {
  const rows = await query<{ id: number }>(
    db,
    `select visits.id
     from places cross join unnest(cast(:visitTypes as text[])) as type
       cross join lateral (
         select id from slots where place_id = places.id and visit_type = type and date between :from and :to
         offset 0) as slots
       join visits on visits.slot_id = slots.id
     where status = 'booked'
       and (visits.email is not null or (mobile is not null and wants_texts))
       and not exists (
         select from visit_events
         where visit_id = visits.id and what = 'reminded' and details ->> 'slotId' = cast(slots.id as text))
     order by visits.id`,
    { ...dates, visitTypes: [...visitTypes] },
  )
  return rows.map(({ id }) => id)
}
