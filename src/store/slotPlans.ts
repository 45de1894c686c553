/** Knows how the timetables' plan becomes rows: what is missing is added, what nobody uses follows the plan. */
import type { LocalDate } from '../domain/dates.ts'
import { comparePlan } from '../domain/slotPlan.ts'
import type { ExistingSlot, PlanDifference, PlannedSlot } from '../domain/slotPlan.ts'
import type { Closure, TimetableEntry, TimetableException, VisitType } from '../domain/slots.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** What decides a place's slots of one type: all of it, by place and type. */
export interface Timetable {
  placeId: number
  visitType: VisitType
  bookingWindowDays: number
  timetable: TimetableEntry[]
  exceptions: TimetableException[]
  closures: Closure[]
}

/** The timetables from a date on, of one bookable place or (null) of every one. */
export function listTimetables(db: Database, from: LocalDate, placeId: number | null): Promise<Timetable[]> {
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
     where bookable and places.id = coalesce(:placeId, places.id)
     order by places.id`,
    { from, placeId },
  )
}

interface Scope {
  today: LocalDate
  now: Date
  /** Null is every place. */
  placeId: number | null
}

/**
 * Makes the slots from today on what is planned. A slot that is in use or has begun stays as it is; any other takes the
 * planned end and places, or no places; one without a plan goes, unless an old visit names it. An id stays as long as its
 * time does. To be called under `lockSlotMaking`: run by two workers at once, the rows are the same.
 */
export async function replaceSlots(trx: Database, planned: PlannedSlot[], scope: Scope): Promise<void> {
  const difference = comparePlan(await listSlotsFrom(trx, scope), planned, scope.now)
  const { missing, changed } = difference
  const unplanned = difference.unplanned.map(({ id, endsAt }) => ({ id, endsAt, wanted: 0 }))
  const idsOf = (slots: { id: number }[]) => slots.map(({ id }) => id)
  const unused = new Set(await lockUnused(trx, idsOf([...changed, ...unplanned])))
  const follow = (slots: PlanDifference['changed']) => slots.filter(({ id }) => unused.has(id))
  if (unused.size > 0) {
    await deleteUnnamed(trx, idsOf(follow(unplanned)))
    await updateUnused(trx, follow([...changed, ...unplanned]))
  }
  if (missing.length > 0) await insertSlots(trx, missing)
}

function listSlotsFrom(trx: Database, { today, placeId }: Scope): Promise<ExistingSlot[]> {
  return query<ExistingSlot>(
    trx,
    `select id, place_id as "placeId", visit_type as "visitType", starts_at as "startsAt", ends_at as "endsAt", wanted
     from slots
     where date >= :today and place_id in (select id from places where id = coalesce(:placeId, id))`,
    { today, placeId },
  )
}

/** Nobody has the slot or asks for it; a visit that is over may still name it. */
const isUnused = `
  slots.booked + slots.held = 0 and not exists (select from visit_claims where slot_id = slots.id)`

/** Locked in id order, like all slots. */
async function lockUnused(trx: Database, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await query<{ id: number }>(
    trx,
    `select id from slots where id = any(:ids) and ${isUnused} order by id for update`,
    { ids },
  )
  return rows.map(({ id }) => id)
}

/** Somebody may have asked for a slot before it was locked: only now it is certain. */
async function deleteUnnamed(trx: Database, ids: number[]): Promise<void> {
  await query(
    trx,
    `delete from slots
     where id = any(:ids) and booked + held = 0
       and not exists (select from visit_choices where slot_id = slots.id)
       and not exists (select from visit_change_choices where slot_id = slots.id)
       and not exists (select from visits where slot_id = slots.id)
       and not exists (select from visit_flags where slot_id = slots.id)`,
    { ids },
  )
}

async function updateUnused(trx: Database, slots: PlanDifference['changed']): Promise<void> {
  await query(
    trx,
    `update slots set wanted = plan.wanted, ends_at = plan."endsAt"
     from jsonb_to_recordset(:slots) as plan (id integer, "endsAt" timestamptz, wanted integer)
     where slots.id = plan.id and (slots.wanted, slots.ends_at) <> (plan.wanted, plan."endsAt") and ${isUnused}`,
    { slots: JSON.stringify(slots) },
  )
}

async function insertSlots(trx: Database, slots: PlannedSlot[]): Promise<void> {
  await query(
    trx,
    `insert into slots (place_id, visit_type, date, starts_at, ends_at, wanted)
     select "placeId", "visitType", date, "startsAt", "endsAt", wanted
     from jsonb_to_recordset(:slots) as plan ("placeId" integer, "visitType" text, date date,
       "startsAt" timestamptz, "endsAt" timestamptz, wanted integer)
     on conflict on constraint slots_start_once do nothing`,
    { slots: JSON.stringify(slots) },
  )
}
