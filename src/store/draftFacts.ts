/** Knows the facts that a draft is read with: the place that it names, its times, and the visit that it changes. */
import { placeFields } from './places.ts'
import type { Place } from './places.ts'
import { toSlot } from './slots.ts'
import type { JsonSlot, Slot } from './slots.ts'

export interface DraftRow {
  answers: Record<string, Record<string, unknown>>
  visitId: number | null
  place: Place | null
  /** Slots of the place from today to the end of its window, of every type that is asked for, in order; none before they are needed. */
  slots: Slot[]
  /** The places of the visit that the draft changes. */
  own: OwnPlacesRow | null
}

export interface OwnPlacesRow {
  visitId: number
  /** The slot that it is booked in. */
  booked: Slot | null
  /** The slot that it holds a place in. */
  held: number | null
  /** What it asks for, or what a change of it does that waits; else its own slot. In order. */
  choices: number[]
}

export type JsonDraftRow = Omit<DraftRow, 'slots' | 'own'> & {
  slots: JsonSlot[]
  own: (Omit<OwnPlacesRow, 'booked'> & { booked: JsonSlot | null }) | null
}

const jsonSlot = `
  jsonb_build_object('id', slots.id, 'placeId', slots.place_id, 'visitType', slots.visit_type, 'date', date,
    'startsAt', starts_at, 'endsAt', ends_at, 'wanted', wanted, 'booked', booked, 'held', held)`

const ownPlaces = `
  select jsonb_build_object('visitId', visits.id, 'held', held_slot_id,
    'booked', (select ${jsonSlot} from slots where slots.id = visits.slot_id),
    'choices', coalesce(
      (select jsonb_agg(choice.slot_id order by rank)
       from visit_changes as change join visit_change_choices as choice on choice.change_id = change.id
       where change.visit_id = visits.id and change.status = 'requested'),
      case when visits.slot_id is not null then jsonb_build_array(visits.slot_id) end,
      (select jsonb_agg(visit_choices.slot_id order by rank) from visit_choices where visit_id = visits.id)))
  from visits where visits.id = drafts.changes_visit_id`

/** A draft with facts about the prison that it names; `drafts` is where it stands, with more columns if wanted. */
export const withFacts = (drafts: string, more = '') => `
  select ${more} answers, visit_id as "visitId",
    (select to_jsonb(place) from (select ${placeFields} from places where places.id = chosen.id) as place) as place,
    coalesce((
      select jsonb_agg(${jsonSlot} order by starts_at)
      from slots
      where answers -> cast(:timesFrom as text) is not null and place_id = chosen.id and visit_type = any(:visitTypes)
        and date between cast(:today as date) and cast(:today as date) + chosen.booking_window_days), '[]') as slots,
    (${ownPlaces}) as own
  from ${drafts} as drafts left join places as chosen on chosen.slug = answers -> 'prison' ->> 'prison'`

export function toDraft({ answers, visitId, place, slots, own }: JsonDraftRow): DraftRow {
  return {
    answers,
    visitId,
    place,
    slots: slots.map(toSlot),
    own: own && { ...own, booked: own.booked && toSlot(own.booked) },
  }
}
