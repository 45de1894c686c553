/** Knows the slots: the dated times that people choose from, and how many places each has. */
import type { LocalDate } from '../domain/dates.ts'
import type { Closure, TimetableEntry, TimetableException, VisitType } from '../domain/slots.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

export interface Slot {
  id: number
  placeId: number
  visitType: VisitType
  date: LocalDate
  startsAt: Date
  endsAt: Date
  wanted: number
  booked: number
  held: number
}

/** The columns of `slots` as the fields of Slot. */
export const slotFields = `
  slots.id, slots.place_id as "placeId", slots.visit_type as "visitType", slots.date,
  slots.starts_at as "startsAt", slots.ends_at as "endsAt", slots.wanted, slots.booked, slots.held`

/** Locks the slots in id order, so that two visits never wait for each other crosswise. */
export function lockSlots(trx: Database, ids: number[]): Promise<Slot[]> {
  return query<Slot>(
    trx,
    `select ${slotFields} from slots where id = any(:ids) order by id for no key update`,
    { ids },
  )
}

/** What decides a place's slots of one type: all of it, by place and type. */
export interface Timetable {
  placeId: number
  visitType: VisitType
  bookingWindowDays: number
  timetable: TimetableEntry[]
  exceptions: TimetableException[]
  closures: Closure[]
}

/** The timetables of every bookable place from a date on. */
export function listTimetables(db: Database, from: LocalDate): Promise<Timetable[]> {
  return query<Timetable>(
    db,
    `select places.id as "placeId", kinds.visit_type as "visitType", booking_window_days as "bookingWindowDays",
       coalesce((select json_agg(json_build_object('weekday', weekday, 'starts', to_char(starts, 'HH24:MI'),
           'ends', to_char(ends, 'HH24:MI'), 'wanted', wanted, 'validFrom', valid_from, 'validTo', valid_to))
         from timetable_times as t
         where t.place_id = places.id and t.visit_type = kinds.visit_type
           and (valid_to is null or valid_to >= :from)), '[]') as timetable,
       coalesce((select json_agg(json_build_object('date', date, 'starts', to_char(starts, 'HH24:MI'),
           'ends', to_char(ends, 'HH24:MI'), 'wanted', wanted))
         from timetable_exceptions as e
         where e.place_id = places.id and e.visit_type = kinds.visit_type and date >= :from), '[]') as exceptions,
       coalesce((select json_agg(json_build_object('from', first_date, 'to', last_date,
           'starts', to_char(starts, 'HH24:MI')))
         from closures as c
         where c.place_id = places.id and coalesce(c.visit_type, kinds.visit_type) = kinds.visit_type
           and last_date >= :from), '[]') as closures
     from places cross join
       (values ('social'), ('official_in_person'), ('official_video'), ('official_telephone')) as kinds (visit_type)
     where bookable
     order by places.id`,
    { from },
  )
}

/** One slot as the timetable wants it. */
export interface PlannedSlot {
  placeId: number
  visitType: VisitType
  date: LocalDate
  startsAt: Date
  endsAt: Date
  wanted: number
}

/**
 * Makes the slots from a date on what is planned: adds what is missing, corrects and removes what nobody asked for.
 * A slot with visits or choices stays as it is. Run by two workers at once, the rows are the same.
 */
export async function replaceSlots(trx: Database, from: LocalDate, planned: PlannedSlot[]): Promise<void> {
  const bindings = { from, planned: JSON.stringify(planned) }
  await query(trx, "select pg_advisory_xact_lock(hashtext('slots'))")
  await query(
    trx,
    `delete from slots
     where date >= :from and booked + held = 0
       and not exists (select from visit_choices where slot_id = slots.id)
       and not exists (select from visits where slot_id = slots.id)
       and not exists (
         select from jsonb_to_recordset(:planned) as plan ("placeId" integer, "visitType" text,
           "startsAt" timestamptz, "endsAt" timestamptz, wanted integer)
         where plan."placeId" = slots.place_id and plan."visitType" = slots.visit_type
           and plan."startsAt" = slots.starts_at and plan."endsAt" = slots.ends_at and plan.wanted = slots.wanted)`,
    bindings,
  )
  await query(
    trx,
    `insert into slots (place_id, visit_type, date, starts_at, ends_at, wanted)
     select "placeId", "visitType", date, "startsAt", "endsAt", wanted
     from jsonb_to_recordset(:planned) as plan ("placeId" integer, "visitType" text, date date,
       "startsAt" timestamptz, "endsAt" timestamptz, wanted integer)
     on conflict on constraint slots_start_once do nothing`,
    bindings,
  )
}
