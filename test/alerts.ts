/** People who wait for places, and places that appear. */
import { askForAlert } from '../src/actions/askForAlert.ts'
import type { AlertRequest } from '../src/actions/askForAlert.ts'
import { markUnawaited } from '../src/store/appearedPlaces.ts'
import { query } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import type { Slot } from '../src/store/slots.ts'
import { aPlace, bookableSlots, forgetVisits } from './builders.ts'
import { clock } from './clock.ts'
import type { TestDatabase } from './database.ts'

/** Forgets all visits and alerts; of no place that is there now anybody is told. */
export async function forgetAlerts({ db, owner }: Pick<TestDatabase, 'db' | 'owner'>): Promise<void> {
  await forgetVisits(owner)
  await markUnawaited(db)
}

/** Somebody with that name before the at sign asks to be told of places at Leeds on any date, a second after the last. */
export async function waits(
  db: Database,
  name: string,
  overrides: Partial<AlertRequest> = {},
): Promise<void> {
  clock.set(new Date(clock.now().getTime() + 1000).toISOString())
  const asked = {
    placeId: (await aPlace(db)).id,
    visitType: 'social' as const,
    language: 'en' as const,
    email: `${name}@example.org`,
    mobile: null,
    from: '2026-11-18',
    to: '2027-02-18',
    ...overrides,
  }
  const outcome = await askForAlert(db, asked, clock.now())
  if ('refused' in outcome) throw new Error('The alert was refused')
}

/** Places appear in a slot, as when a manager adds them. */
export async function appear(db: Database, { id }: Pick<Slot, 'id'>, places = 1): Promise<void> {
  await query(db, 'update slots set wanted = wanted + :places where id = :id', { id, places })
}

/** A bookable slot of Leeds that has no free place, by its turn. */
export async function aFullSlot(db: Database, turn = 0): Promise<Slot> {
  const slot = (await bookableSlots(db))[turn]
  if (!slot) throw new Error('No such slot')
  await query(db, 'update slots set wanted = 0 where id = :id', { id: slot.id })
  return slot
}

/** Who is told of what, in the order in which they asked: the name before the at sign, or the number. */
export async function listTold(db: Database): Promise<{ who: string; slotId: number; state: string }[]> {
  return query(
    db,
    `select coalesce(split_part(email, '@', 1), mobile) as who, slot_id as "slotId", state
     from notifications join place_alerts on place_alerts.id = alert_id order by asked_at, slot_id`,
  )
}
