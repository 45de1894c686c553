/** Knows the list of visits to sort out: those of some prisons that have an open flag. */
import type { VisitType } from '../domain/slots.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { closureReason, isOpen } from './flags.ts'
import type { FlagReason, OpenFlag } from './flags.ts'
import { perPage } from './pages.ts'
import { prisonerName } from './visits.ts'

export interface FlaggedFilter {
  /** Codes of the prisons that the reader works for. */
  prisons: string[]
  /** One place by its slug; null is all of them. */
  place: string | null
  /** Only visits with a flag of this reason; null is all of them. */
  why: FlagReason | null
  /** Only these visits; null is all of them. */
  references: string[] | null
  /** From 1; a page after the last is the last. */
  page: number
  now: Date
}

export interface FlaggedVisit {
  id: number
  reference: string
  version: number
  status: 'requested' | 'booked'
  visitType: VisitType
  placeName: string
  prisonNumber: string
  prisoner: { firstName: string; lastName: string }
  mainVisitor: { firstName: string; lastName: string }
  people: number
  /** The time it has; of a request the earliest that is flagged, or else its first choice. */
  startsAt: Date
  endsAt: Date
  /** How many of a request's times are not flagged. */
  otherTimes: number
  /** The oldest first. */
  flags: OpenFlag[]
}

export interface FlaggedList {
  rows: FlaggedVisit[]
  total: number
  page: number
  pages: number
}

type JsonFlag = Omit<OpenFlag, 'startsAt' | 'endsAt' | 'raisedAt'> &
  Record<'startsAt' | 'endsAt', string | null> & { raisedAt: string }

type JsonRow = Omit<FlaggedVisit, 'flags'> & { flags: JsonFlag[]; total: number; page: number }

const toFlag = ({ startsAt, endsAt, raisedAt, ...flag }: JsonFlag): OpenFlag => ({
  ...flag,
  startsAt: startsAt === null ? null : new Date(startsAt),
  endsAt: endsAt === null ? null : new Date(endsAt),
  raisedAt: new Date(raisedAt),
})

/** One page of the list, by the time of the visit, in one query. */
export async function listFlagged(db: Database, filter: FlaggedFilter): Promise<FlaggedList> {
  const rows = await query<JsonRow>(
    db,
    `with opened as (
       select visit_flags.visit_id, visit_flags.slot_id, flagged.starts_at, why,
         json_build_object('id', visit_flags.id, 'why', why, 'startsAt', flagged.starts_at, 'endsAt', flagged.ends_at,
           'raisedAt', raised_at, 'raisedBy', people.name,
           'reason', case when why = 'slot_closed' then ${closureReason} end) as flag,
         visit_flags.id
       from places join visit_flags on visit_flags.place_id = places.id
         join visits on visits.id = visit_flags.visit_id
         join people on people.id = raised_by left join slots as flagged on flagged.id = visit_flags.slot_id
       where places.code = any(:prisons) and (cast(:place as text) is null or places.slug = :place)
         and (cast(:references as text[]) is null or visits.reference = any(:references)) and ${isOpen}
     ), matching as (
       select visit_id, json_agg(flag order by id) as flags, array_agg(slot_id) as slot_ids,
         (array_agg(slot_id order by starts_at) filter (where slot_id is not null))[1] as first_slot_id
       from opened group by visit_id
       having cast(:why as text) is null or bool_or(why = :why)
     ), counted as (
       select total, greatest(1, least(:page, ceil(total / :size))) as page
       from (select cast(count(*) as numeric) as total from matching) as every
     )
     select visits.id, reference, version, status, visits.visit_type as "visitType", places.name as "placeName",
       prison_number as "prisonNumber",
       ${prisonerName} as prisoner,
       (select json_build_object('firstName', first_name, 'lastName', last_name)
         from visit_visitors where visit_id = visits.id and position = 0) as "mainVisitor",
       (select cast(count(*) as integer) from visit_visitors where visit_id = visits.id) as people,
       slots.starts_at as "startsAt", slots.ends_at as "endsAt",
       (select cast(count(*) as integer) from visit_choices
         where visit_id = visits.id and visits.status = 'requested' and not coalesce(slot_id = any(slot_ids), false))
         as "otherTimes",
       flags, cast(total as integer) as total, cast(counted.page as integer) as page
     from matching join visits on visits.id = matching.visit_id join places on places.id = visits.place_id
       join visit_choices as first on first.visit_id = visits.id and first.rank = 1
       join slots on slots.id = coalesce(visits.slot_id, first_slot_id, first.slot_id)
       cross join counted
     order by slots.starts_at, visits.id
     limit :size offset (select (page - 1) * :size from counted)`,
    { ...filter, size: perPage },
  )
  const { total = 0, page = 1 } = rows[0] ?? {}
  return {
    rows: rows.map((row) => ({ ...row, flags: row.flags.map(toFlag) })),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / perPage)),
  }
}
