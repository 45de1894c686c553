/** Knows the places: their names, rules and how to reach them. */
import type { VisitType } from '../domain/slots.ts'
import { query, transact } from './database.ts'
import type { Database } from './database.ts'

export interface Place {
  id: number
  slug: string
  code: string
  name: string
  nameCy: string | null
  bookable: boolean
  notBookableReason: 'contracted_out' | 'closed' | 'other_way' | null
  adultAge: number
  leadDays: number
  bookingWindowDays: number
  worksWeekends: boolean
  address: string
  postcode: string
  phone: string
  /** Where the prison reads what concerns it. */
  email: string
  officialLeadDays: number
  /** Whether a verified professional gets a free slot at once. */
  officialInstant: boolean
  /** Where visitors' answers to our e-mails go; empty: to `email`. */
  replyTo: string
  /** What the prison tells visitors in its own words, in either language. */
  visitorText: string
  visitorTextCy: string
  /** Whether the prison is told by e-mail when a visitor cancels. */
  wantsCancellations: boolean
  /** Whether it is told on working days which of its requests are overdue. */
  wantsDigest: boolean
  /** Counts the changes of timetable, exceptions and closures. */
  timetableVersion: number
  /** Counts the changes of everything else here. */
  settingsVersion: number
}

/** What a list of places needs. */
export type PlaceName = Pick<Place, 'id' | 'slug' | 'code' | 'name' | 'nameCy' | 'bookable'>

/** A place as `seeds/places.json` writes it; times are London's, days 1 (Monday) to 7. */
export interface PlaceSeed {
  slug: string
  code: string
  name: string
  nameCy?: string
  bookable: boolean
  notBookableReason?: NonNullable<Place['notBookableReason']>
  adultAge: number
  leadDays: number
  bookingWindowDays: number
  address?: string
  postcode?: string
  phone?: string
  email?: string
  times?: { type: VisitType; days: number[]; starts: string; ends: string; wanted: number }[]
  closures?: { from: string; to: string; reason: string }[]
}

/** The columns of `places` as the fields of Place. */
export const placeFields = `
  places.id, places.slug, places.code, places.name, places.name_cy as "nameCy", places.bookable,
  places.not_bookable_reason as "notBookableReason", places.adult_age as "adultAge",
  places.lead_days as "leadDays", places.booking_window_days as "bookingWindowDays",
  places.works_weekends as "worksWeekends", places.address, places.postcode, places.phone, places.email,
  places.official_lead_days as "officialLeadDays", places.official_instant as "officialInstant",
  places.reply_to as "replyTo", places.visitor_text as "visitorText", places.visitor_text_cy as "visitorTextCy",
  places.wants_cancellations as "wantsCancellations", places.wants_digest as "wantsDigest",
  places.timetable_version as "timetableVersion", places.settings_version as "settingsVersion"`

/** Every place, by name. */
export function listPlaceNames(db: Database): Promise<PlaceName[]> {
  return query<PlaceName>(
    db,
    'select id, slug, code, name, name_cy as "nameCy", bookable from places order by name',
  )
}

export async function findPlace(db: Database, id: number): Promise<Place | undefined> {
  const [place] = await query<Place>(db, `select ${placeFields} from places where id = :id`, { id })
  return place
}

/** The places of some prisons, by name. */
export function listPlacesAt(db: Database, prisons: string[]): Promise<Place[]> {
  return query<Place>(db, `select ${placeFields} from places where code = any(:prisons) order by name`, {
    prisons,
  })
}

async function insertPlace(db: Database, seed: PlaceSeed, validFrom: string): Promise<boolean> {
  const { times = [], closures = [], ...place } = seed
  const [row] = await query<{ id: number }>(
    db,
    `insert into places (slug, code, name, name_cy, bookable, not_bookable_reason, adult_age, lead_days,
       booking_window_days, address, postcode, phone, email)
     values (:slug, :code, :name, :nameCy, :bookable, :notBookableReason, :adultAge, :leadDays,
       :bookingWindowDays, :address, :postcode, :phone, :email)
     on conflict (slug) do nothing
     returning id`,
    { nameCy: null, notBookableReason: null, address: '', postcode: '', phone: '', email: '', ...place },
  )
  if (!row) return false
  for (const { type, days, starts, ends, wanted } of times) {
    await query(
      db,
      `insert into timetable_times (place_id, visit_type, weekday, starts, ends, wanted, valid_from)
       select :placeId, :type, day, :starts, :ends, :wanted, :validFrom
       from jsonb_array_elements_text(:days) as day_text, lateral (select day_text::smallint as day) as day`,
      { placeId: row.id, type, days: JSON.stringify(days), starts, ends, wanted, validFrom },
    )
  }
  for (const { from, to, reason } of closures) {
    await query(
      db,
      'insert into closures (place_id, first_date, last_date, reason) values (:placeId, :from, :to, :reason)',
      { placeId: row.id, from, to, reason },
    )
  }
  return true
}

/** Adds the places that are not there yet, all or none; those that are stay as they are. Gives how many were added. */
export function importPlaces(db: Database, seeds: PlaceSeed[], validFrom: string): Promise<number> {
  return transact(db, async (trx) => {
    let added = 0
    for (const seed of seeds) if (await insertPlace(trx, seed, validFrom)) added += 1
    return added
  })
}
