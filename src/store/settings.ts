/** Knows the settings of a place as they are kept, and what an end of its bookings would meet. */
import type { SettingName, SettingsChange } from '../domain/placeSettings.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { placeFields } from './places.ts'
import type { Place } from './places.ts'

const columns: Record<SettingName, string> = {
  address: 'address',
  postcode: 'postcode',
  phone: 'phone',
  email: 'email',
  replyTo: 'reply_to',
  adultAge: 'adult_age',
  leadDays: 'lead_days',
  bookingWindowDays: 'booking_window_days',
  worksWeekends: 'works_weekends',
  bookable: 'bookable',
  notBookableReason: 'not_bookable_reason',
  officialLeadDays: 'official_lead_days',
  officialInstant: 'official_instant',
  visitorText: 'visitor_text',
  visitorTextCy: 'visitor_text_cy',
  wantsCancellations: 'wants_cancellations',
  wantsDigest: 'wants_digest',
}

/** Reads a place after locking it: until the transaction ends nobody changes it, and nobody sends it a request. */
export async function lockPlace(trx: Database, id: number): Promise<Place | undefined> {
  const [place] = await query<Place>(trx, `select ${placeFields} from places where id = :id for update`, {
    id,
  })
  return place
}

/** Reads a place as it stays until the transaction ends; others may hold it at the same time. Before any slot is locked. */
export async function holdPlace(trx: Database, id: number): Promise<Place | undefined> {
  const [place] = await query<Place>(trx, `select ${placeFields} from places where id = :id for key share`, {
    id,
  })
  return place
}

/** Writes new values of some settings; the next version. */
export async function updateSettings(trx: Database, placeId: number, change: SettingsChange): Promise<void> {
  const names = (Object.keys(columns) as SettingName[]).filter((name) => name in change)
  const changes = names.map((name) => `${columns[name]} = :${name}`)
  await query(
    trx,
    `update places set ${[...changes, 'settings_version = settings_version + 1'].join(', ')} where id = :placeId`,
    { ...change, placeId },
  )
}

/** What the history of a place calls a change of its settings. */
export const settingsEvents = ['settings_changed', 'switched_off', 'switched_on'] as const
export type SettingsEvent = (typeof settingsEvents)[number]

/** Who changed the settings last, and when. */
export async function findLastSettingsChange(
  db: Database,
  placeId: number,
): Promise<{ at: Date; personName: string } | undefined> {
  const [row] = await query<{ at: Date; personName: string }>(
    db,
    `select at, people.name as "personName"
     from place_events join people on people.id = person_id
     where place_id = :placeId and what = any(:events)
     order by place_events.id desc limit 1`,
    { placeId, events: [...settingsEvents] },
  )
  return row
}

/** The id of the person who ended the bookings of a place last. */
export async function findSwitchedOffBy(db: Database, placeId: number): Promise<string | undefined> {
  const [row] = await query<{ personId: string }>(
    db,
    `select person_id as "personId" from place_events
     where place_id = :placeId and what = 'switched_off'
     order by id desc limit 1`,
    { placeId },
  )
  return row?.personId
}

export interface OpenVisit {
  visitId: number
  status: 'requested' | 'booked'
}

/** The requests of a place that nobody has decided, and its booked visits that have not begun. */
export function listOpenVisits(db: Database, placeId: number, now: Date): Promise<OpenVisit[]> {
  return query<OpenVisit>(
    db,
    `select visits.id as "visitId", status
     from visits left join slots on slots.id = visits.slot_id
     where visits.place_id = :placeId and status in ('requested', 'booked')
       and (slots.id is null or slots.starts_at > :now)
     order by visits.id`,
    { placeId, now },
  )
}

/** Settles what was flagged because the place took no more bookings; the history of each visit says so. */
export async function settlePlaceClosed(
  trx: Database,
  { placeId, personId, now }: { placeId: number; personId: string; now: Date },
): Promise<void> {
  await query(
    trx,
    `with settled as (
       update visit_flags set settled_at = :now, settled_by = :personId, settlement = 'reopened'
       from visits
       where visits.id = visit_flags.visit_id and visits.place_id = :placeId
         and why = 'place_closed' and settled_at is null
       returning visits.id)
     insert into visit_events (visit_id, at, what, actor, person_id, details)
     select id, :now, 'flag_settled', 'staff', :personId, jsonb_build_object('why', 'place_closed')
     from settled order by id`,
    { placeId, personId, now },
  )
}
