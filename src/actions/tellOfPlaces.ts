/** Places that appear are told of: to the next three who wait for such a place, in the order in which they asked. */
import { canBeHad, decideTold, usualDates } from '../domain/alerts.ts'
import { londonDate } from '../domain/dates.ts'
import { freePlaces } from '../domain/slots.ts'
import { queuePlacesAppeared } from '../store/alertMessages.ts'
import { endOldAlerts, listPlacesWaitedFor, listWaiting } from '../store/alerts.ts'
import { lockSlotsWithNews, markAnnounced, markUnawaited } from '../store/appearedPlaces.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Place } from '../store/places.ts'

async function tellAt(trx: Database, place: Place, now: Date): Promise<number> {
  const today = londonDate(now)
  const { from, to } = usualDates(today, place)
  await endOldAlerts(trx, place.id, place.bookable ? from : null, now)
  const slots = await lockSlotsWithNews(trx, place.id, to)
  if (slots.length === 0) return 0
  const toTell = slots
    .filter((slot) => canBeHad(slot, { ...place, today, now }))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .map(({ id, fresh, ...slot }) => ({ ...slot, slotId: id, places: Math.min(fresh, freePlaces(slot)) }))
  const told = decideTold(toTell, await listWaiting(trx, place.id))
  await queuePlacesAppeared(trx, told, now)
  await markAnnounced(
    trx,
    slots.map(({ id }) => id),
  )
  return new Set(told.map(({ alertId }) => alertId)).size
}

/**
 * Tells of every place that appeared since the last time and can still be booked, each once; ends alerts that nothing
 * can come of any more. Gives how many are told. Safe to repeat and to run twice at once.
 */
export async function tellOfPlaces(db: Database, now: Date): Promise<number> {
  let told = 0
  for (const place of await listPlacesWaitedFor(db)) {
    told += await transact(db, (trx) => tellAt(trx, place, now))
  }
  await markUnawaited(db)
  return told
}
