/** Knows the flags of visits to sort out: raised by a change that a visit cannot stay with, settled by a person. */
import { query } from './database.ts'
import type { Database } from './database.ts'

/** Why a visit is to be sorted out; those about a slot name it. */
export const flagReasons = [
  'slot_closed',
  'slot_changed',
  'over_capacity',
  'place_closed',
  'prisoner_moved',
  'prisoner_released',
  'visitor_banned',
] as const
export type FlagReason = (typeof flagReasons)[number]

export interface NewFlags {
  /** With the slot that it is about: one that the visit has or asks for; null for reasons that are about no slot. */
  visits: readonly { visitId: number; slotId: number | null }[]
  why: FlagReason
  personId: string
  now: Date
}

/**
 * Flags visits, each once for a reason and slot however often it is called; the history of each visit says so. Call it
 * in the transaction of the change that is the reason.
 */
export async function insertFlags(trx: Database, { visits, why, personId, now }: NewFlags): Promise<void> {
  await query(
    trx,
    `with raised as (
       insert into visit_flags (visit_id, why, slot_id, raised_at, raised_by)
       select "visitId", :why, "slotId", :now, :personId
       from jsonb_to_recordset(:visits) as flag ("visitId" integer, "slotId" integer)
       order by "visitId", "slotId"
       on conflict do nothing
       returning visit_id, slot_id)
     insert into visit_events (visit_id, at, what, actor, person_id, details)
     select visit_id, :now, 'flagged', 'staff', :personId,
       jsonb_build_object('why', cast(:why as text), 'slotIds', jsonb_agg(slot_id) filter (where slot_id is not null))
     from raised group by visit_id order by visit_id`,
    { visits: JSON.stringify(visits), why, personId, now },
  )
}

/**
 * Settles the flags of slots that people can have again: to be called in the transaction that opens them. Those over
 * capacity stay, as another number of places may not be enough.
 */
export async function settleReopened(
  trx: Database,
  { slotIds, personId, now }: { slotIds: readonly number[]; personId: string; now: Date },
): Promise<void> {
  await query(
    trx,
    `with settled as (
       update visit_flags set settled_at = :now, settled_by = :personId, settlement = 'reopened'
       where slot_id = any(:slotIds) and why in ('slot_closed', 'slot_changed') and settled_at is null
       returning visit_id, slot_id)
     insert into visit_events (visit_id, at, what, actor, person_id, details)
     select visit_id, :now, 'flag_settled', 'staff', :personId, jsonb_build_object('slotIds', jsonb_agg(slot_id))
     from settled group by visit_id order by visit_id`,
    { slotIds: [...slotIds], personId, now },
  )
}

/**
 * What makes a flag open, of `visit_flags` joined with `visits`: nobody needs to settle it once the visit has left the
 * slot, is decided against or has begun.
 */
export const isOpen = `
  visit_flags.settled_at is null and visits.status in ('requested', 'booked')
  and (visit_flags.slot_id is null or visit_flags.slot_id = visits.slot_id
    or visits.status = 'requested' and exists (
      select from visit_choices
      where visit_choices.visit_id = visits.id and visit_choices.slot_id = visit_flags.slot_id)
    or visits.status = 'booked' and exists (
      select from visit_changes join visit_change_choices on change_id = visit_changes.id
      where visit_changes.visit_id = visits.id and visit_changes.status = 'requested'
        and visit_change_choices.slot_id = visit_flags.slot_id))
  and not exists (
    select from slots where slots.id = coalesce(visit_flags.slot_id, visits.slot_id) and slots.starts_at <= :now)`

export interface OpenFlag {
  id: number
  why: FlagReason
  /** The slot that it is about, where it is about one. */
  startsAt: Date | null
  endsAt: Date | null
  raisedAt: Date
  raisedBy: string
  /** The reason of the closure that the slot is closed by. */
  reason: string | null
}

/** The reason of the latest closure that the slot `flagged` is in. */
export const closureReason = `
  (select closures.reason from closures
   where closures.place_id = flagged.place_id
     and coalesce(closures.visit_type, flagged.visit_type) = flagged.visit_type
     and flagged.date between closures.first_date and closures.last_date
     and (closures.starts is null
       or closures.starts = cast(flagged.starts_at at time zone 'Europe/London' as time))
   order by closures.id desc limit 1)`

/** The open flags of a visit, oldest first. */
export function listOpenFlags(db: Database, visitId: number, now: Date): Promise<OpenFlag[]> {
  return query<OpenFlag>(
    db,
    `select visit_flags.id, why, flagged.starts_at as "startsAt", flagged.ends_at as "endsAt",
       raised_at as "raisedAt", people.name as "raisedBy",
       case when why = 'slot_closed' then ${closureReason} end as reason
     from visit_flags join visits on visits.id = visit_flags.visit_id join people on people.id = raised_by
       left join slots as flagged on flagged.id = visit_flags.slot_id
     where visits.id = :visitId and ${isOpen}
     order by visit_flags.id`,
    { visitId, now },
  )
}

/** The slots that a visit has an unsettled flag about, as they cannot be had any more. */
export async function listFlaggedSlots(db: Database, visitId: number): Promise<number[]> {
  const rows = await query<{ slotId: number }>(
    db,
    `select slot_id as "slotId" from visit_flags
     where visit_id = :visitId and why in ('slot_closed', 'slot_changed') and settled_at is null`,
    { visitId },
  )
  return rows.map(({ slotId }) => slotId)
}
