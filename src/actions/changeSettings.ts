/** A manager changes the settings of a place: compare-and-swap on their version, and the slots follow (specification §8). */
import { changedSettings, settingsProblems } from '../domain/placeSettings.ts'
import type { SettingName, SettingsChange, SettingsProblem } from '../domain/placeSettings.ts'
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertFlags } from '../store/flags.ts'
import { insertPlaceEvent } from '../store/placeEvents.ts'
import {
  findSwitchedOffBy,
  listOpenVisits,
  lockPlace,
  settlePlaceClosed,
  updateSettings,
} from '../store/settings.ts'
import type { Place } from '../store/places.ts'
import type { SettingsEvent } from '../store/settings.ts'
import { lockSlotMaking } from '../store/slots.ts'
import { makeSlotsOf } from './makeSlots.ts'

export interface SettingsRequest {
  placeId: number
  /** `places.settings_version` that the page showed. */
  version: number
  personId: string
  change: SettingsChange
  /** At most 500 characters. */
  why: string
}

/**
 * `changed` has what really changed, nothing where all of it was so before. `outOfDate`: somebody else changed the
 * settings since. `unknown`: no such place. Nothing is written of what is refused.
 */
export type SettingsOutcome =
  { changed: SettingsChange } | { refused: 'outOfDate' | 'unknown' | SettingsProblem[] }

/** Requests and visits stay as they are: their dates were computed when they were made (specification §4). */
async function change(trx: Database, asked: SettingsRequest, now: Date): Promise<SettingsOutcome> {
  const { placeId, personId, why } = asked
  if (movesSlots(asked.change)) await lockSlotMaking(trx)
  const place = await lockPlace(trx, placeId)
  if (!place) return { refused: 'unknown' }
  const changed = changedSettings(place, asked.change)
  const names = Object.keys(changed) as SettingName[]
  if (names.length === 0)
    return (await isLateToStop(trx, place, asked)) ? { refused: 'outOfDate' } : { changed }
  if (place.settingsVersion !== asked.version) return { refused: 'outOfDate' }
  const problems = settingsProblems(place, asked.change)
  if (problems.length > 0) return { refused: problems }
  await updateSettings(trx, placeId, changed)
  const was = Object.fromEntries(names.map((name) => [name, place[name]]))
  await insertPlaceEvent(trx, {
    placeId,
    at: now,
    what: eventOf(changed),
    personId,
    before: was,
    after: changed,
    why,
  })
  if (changed.bookable === false) await flagOpenVisits(trx, asked, now)
  if (changed.bookable === true) await settlePlaceClosed(trx, { placeId, personId, now })
  if (movesSlots(changed)) await makeSlotsOf(trx, placeId, now)
  return { changed }
}

/** Another manager has ended the bookings already, and said what becomes of the requests: that is not to be overruled. */
async function isLateToStop(
  trx: Database,
  { id, settingsVersion }: Place,
  { version, personId, change: { bookable } }: SettingsRequest,
): Promise<boolean> {
  return bookable === false && version !== settingsVersion && (await findSwitchedOffBy(trx, id)) !== personId
}

const movesSlots = (change: SettingsChange): boolean => 'bookable' in change || 'bookingWindowDays' in change

function eventOf({ bookable }: SettingsChange): SettingsEvent {
  if (bookable === undefined) return 'settings_changed'
  return bookable ? 'switched_on' : 'switched_off'
}

async function flagOpenVisits(
  trx: Database,
  { placeId, personId }: SettingsRequest,
  now: Date,
): Promise<void> {
  const open = await listOpenVisits(trx, placeId, now)
  const visits = open.map(({ visitId }) => ({ visitId, slotId: null }))
  await insertFlags(trx, { visits, why: 'place_closed', personId, now })
}

/**
 * Changes settings of a place. A place that takes no more bookings has its open requests and visits flagged, one that
 * takes them again has these flags settled.
 */
export const changeSettings = (db: Database, asked: SettingsRequest, now: Date): Promise<SettingsOutcome> =>
  transact(db, (trx) => change(trx, asked, now))
