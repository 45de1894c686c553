/** Knows in which slots places have appeared that nobody was told of yet. */
import type { LocalDate } from '../domain/dates.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { slotFields } from './slots.ts'
import type { Slot } from './slots.ts'

/** Locks the slots of a place, up to a date, in which places have appeared; in id order, like whoever books them. */
export function lockSlotsWithNews(
  trx: Database,
  placeId: number,
  last: LocalDate,
): Promise<(Slot & { fresh: number })[]> {
  return query<Slot & { fresh: number }>(
    trx,
    `select ${slotFields}, appeared - announced as fresh from slots
     where place_id = :placeId and appeared > announced and date <= :last order by id for no key update`,
    { placeId, last },
  )
}

/** What has appeared in these locked slots is settled. */
export async function markAnnounced(trx: Database, ids: number[]): Promise<void> {
  await query(trx, 'update slots set announced = appeared where id = any(:ids)', { ids })
}

/** Settles what has appeared where nobody waits. Slots that somebody is booking are left for the next time. */
export async function markUnawaited(db: Database): Promise<void> {
  await query(
    db,
    `update slots set announced = appeared
     where id in (
       select id from slots
       where appeared > announced and not exists (
         select from place_alerts where place_alerts.place_id = slots.place_id and ended_at is null)
       for no key update skip locked)`,
  )
}
