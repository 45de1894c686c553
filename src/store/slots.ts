/** Knows the slots: the dated times that people choose from, and how many places each has. */
import type { LocalDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
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

/** A slot as it stands in JSON. */
export type JsonSlot = Omit<Slot, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string }

export const toSlot = (slot: JsonSlot): Slot => ({
  ...slot,
  startsAt: new Date(slot.startsAt),
  endsAt: new Date(slot.endsAt),
})

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

/**
 * Locks all slots of a place that have not begun, in id order: whoever was sending a request has finished, and who comes
 * later finds what this transaction leaves.
 */
export function lockSlotsOfPlace(trx: Database, placeId: number, now: Date): Promise<Slot[]> {
  return query<Slot>(
    trx,
    `select ${slotFields} from slots where place_id = :placeId and starts_at > :now order by id for update`,
    { placeId, now },
  )
}

/** Slots are made, and timetables changed, by one transaction at a time: to be called before anything else is locked. */
export async function lockSlotMaking(trx: Database): Promise<void> {
  await query(trx, "select pg_advisory_xact_lock(hashtext('slots'))")
}

/** Gives slots another number of places. */
export async function setWanted(trx: Database, slots: { id: number; wanted: number }[]): Promise<void> {
  await query(
    trx,
    `update slots set wanted = asked.wanted
     from jsonb_to_recordset(:slots) as asked (id integer, wanted integer)
     where slots.id = asked.id and slots.wanted <> asked.wanted`,
    { slots: JSON.stringify(slots) },
  )
}
