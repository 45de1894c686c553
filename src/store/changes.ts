/** Knows the changes that visitors ask for of booked visits: what each wants, and which wait for a clerk. */
import type { LocalDate } from '../domain/dates.ts'
import type { PartyMember } from '../domain/party.ts'
import type { Clash } from './clashes.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { partyMember } from './partyWrites.ts'
import { slotFields, toSlot } from './slots.ts'
import type { JsonSlot, Slot } from './slots.ts'

export interface VisitChange {
  id: number
  visitId: number
  /** `overtaken`: the visit was cancelled, moved or over before anybody decided. */
  status: 'requested' | 'confirmed' | 'refused' | 'withdrawn' | 'expired' | 'overtaken'
  requestedAt: Date
  answerBy: LocalDate
  /** It ends at 00:00 in London on this date. */
  expiresOn: LocalDate
  /** Everybody who is to come, the main visitor first. */
  party: PartyMember[]
  /** In order of rank; none when the time stays. */
  choices: { rank: number; slot: Slot }[]
}

type JsonChange = Omit<VisitChange, 'choices'> & { choices: { rank: number; slot: JsonSlot }[] }

async function find(db: Database, where: string, bindings: Record<string, number>) {
  const [row] = await query<JsonChange>(
    db,
    `select id, visit_id as "visitId", status, requested_at as "requestedAt", answer_by as "answerBy",
       expires_on as "expiresOn",
       (select json_agg(${partyMember} order by position)
         from visit_change_visitors where change_id = visit_changes.id) as party,
       coalesce((select json_agg(json_build_object('rank', rank, 'slot', to_json(slot)) order by rank)
         from visit_change_choices as choice
           cross join lateral (select ${slotFields} from slots where slots.id = choice.slot_id) as slot
         where change_id = visit_changes.id), '[]') as choices
     from visit_changes where ${where}`,
    bindings,
  )
  if (!row) return undefined
  return { ...row, choices: row.choices.map(({ rank, slot }) => ({ rank, slot: toSlot(slot) })) }
}

export const readChange = (db: Database, id: number): Promise<VisitChange | undefined> =>
  find(db, 'id = :id', { id })

/** The change of a visit that waits for a clerk. */
export const findOpenChange = (db: Database, visitId: number): Promise<VisitChange | undefined> =>
  find(db, "visit_id = :visitId and status = 'requested'", { visitId })

/** The slots that the waiting change of a visit asks for. */
export async function listChangeSlotIds(db: Database, visitId: number): Promise<number[]> {
  const rows = await query<{ slotId: number }>(
    db,
    `select slot_id as "slotId" from visit_changes join visit_change_choices on change_id = visit_changes.id
     where visit_id = :visitId and status = 'requested'`,
    { visitId },
  )
  return rows.map(({ slotId }) => slotId)
}

/** Ids of the visits whose waiting change ends on this date or ended earlier. */
export async function listVisitsWithEndedChange(db: Database, today: LocalDate): Promise<number[]> {
  const rows = await query<{ visitId: number }>(
    db,
    `select visit_id as "visitId" from visit_changes
     where status = 'requested' and expires_on <= :today order by visit_id`,
    { today },
  )
  return rows.map(({ visitId }) => visitId)
}

/** Other booked visits of the prisoner, anywhere, at a time that a visit's waiting change asks for; as `listClashes`. */
export function listChangeClashes(db: Database, visitId: number, codes: string[]): Promise<Clash[]> {
  return query<Clash>(
    db,
    `select slots.id as "slotId", case when places.code = any(:codes) then other.reference end as reference
     from visit_changes join visits on visits.id = visit_changes.visit_id
       join visit_change_choices as choice on choice.change_id = visit_changes.id
       join slots on slots.id = choice.slot_id
       join visits as other on other.prison_number = visits.prison_number and other.id <> visits.id
         and other.status in ('booked', 'attended', 'not_attended')
         and other.during && tstzrange(slots.starts_at, slots.ends_at)
       join places on places.id = other.place_id
     where visits.id = :visitId and visit_changes.status = 'requested'
     order by choice.rank`,
    { visitId, codes },
  )
}
