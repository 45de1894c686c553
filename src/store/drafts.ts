/** Knows the drafts: what was typed so far, with the place and times that it is about. */
import type { VisitType } from '../domain/slots.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { placeFields } from './places.ts'
import type { Place } from './places.ts'
import type { Slot } from './slots.ts'

export interface DraftRow {
  answers: Record<string, Record<string, unknown>>
  visitId: number | null
  place: Place | null
  /** Slots of the place from today to the end of its window, in order; none before it is known who comes. */
  slots: Slot[]
}

type JsonSlot = Omit<Slot, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string }
type JsonDraftRow = Omit<DraftRow, 'slots'> & { slots: JsonSlot[] }

const life = "interval '24 hours'"

/** A kept draft of this owner, with facts about the prison that it names; in one query. */
export async function findDraft(
  db: Database,
  draft: { id: string; owner: string; journey: string; visitType: VisitType; today: string; now: Date },
): Promise<DraftRow | undefined> {
  const [row] = await query<JsonDraftRow>(
    db,
    `select answers, visit_id as "visitId",
       (select to_jsonb(place) from (select ${placeFields} from places where places.id = chosen.id) as place) as place,
       coalesce((
         select jsonb_agg(jsonb_build_object('id', slots.id, 'placeId', place_id, 'visitType', visit_type, 'date', date,
           'startsAt', starts_at, 'endsAt', ends_at, 'wanted', wanted, 'booked', booked, 'held', held) order by starts_at)
         from slots
         where answers -> 'other-visitors' is not null and place_id = chosen.id and visit_type = :visitType
           and date between cast(:today as date) and cast(:today as date) + chosen.booking_window_days), '[]') as slots
     from drafts left join places as chosen on chosen.slug = answers -> 'prison' ->> 'prison'
     where drafts.id = :id and owner = :owner and journey = :journey
       and last_used_at > cast(:now as timestamptz) - ${life}`,
    draft,
  )
  if (!row) return undefined
  const slots = row.slots.map((slot) => ({
    ...slot,
    startsAt: new Date(slot.startsAt),
    endsAt: new Date(slot.endsAt),
  }))
  return { ...row, slots }
}

/** The owner's draft last used that is not sent. */
export async function findNewestDraft(
  db: Database,
  { owner, journey, now }: { owner: string; journey: string; now: Date },
): Promise<string | undefined> {
  const [row] = await query<{ id: string }>(
    db,
    `select id from drafts
     where owner = :owner and journey = :journey and visit_id is null
       and last_used_at > cast(:now as timestamptz) - ${life}
     order by last_used_at desc limit 1`,
    { owner, journey, now },
  )
  return row?.id
}

/** Keeps what was typed on one page. A draft that was sent, or is another's, stays as it is. */
export async function saveDraft(
  db: Database,
  draft: {
    id: string
    owner: string
    journey: string
    slug: string
    typed: Record<string, unknown>
    now: Date
  },
): Promise<void> {
  await query(
    db,
    `insert into drafts (id, owner, journey, answers, created_at, last_used_at)
     values (:id, :owner, :journey, jsonb_build_object(cast(:slug as text), cast(:typed as jsonb)), :now, :now)
     on conflict (id) do update
       set answers = drafts.answers || excluded.answers, last_used_at = excluded.last_used_at
       where drafts.owner = excluded.owner and drafts.journey = excluded.journey and drafts.visit_id is null`,
    { ...draft, typed: JSON.stringify(draft.typed) },
  )
}

/** The draft stays as sent from now on. */
export async function markDraftSent(trx: Database, id: string, visitId: number): Promise<void> {
  await query(trx, 'update drafts set visit_id = :visitId where id = :id', { id, visitId })
}

/** Forgets drafts not used for 24 hours; gives how many. */
export async function deleteOldDrafts(db: Database, now: Date): Promise<number> {
  const gone = await query(
    db,
    `delete from drafts where last_used_at <= cast(:now as timestamptz) - ${life} returning id`,
    { now },
  )
  return gone.length
}
