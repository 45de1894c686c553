/** Knows the list of visit requests that a prison's staff work through, and which visits are theirs. */
import type { LocalDate } from '../domain/dates.ts'
import type { VisitStatus } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

export const requestSorts = ['due', 'prisoner', 'time', 'people', 'asked'] as const
export type RequestSort = (typeof requestSorts)[number]

export interface RequestFilter {
  /** Codes of the prisons that the reader works for. */
  prisons: string[]
  /** One place by its slug; null is all of them. */
  place: string | null
  status: VisitStatus
  /** Only what asks for, or has, a time on this date. */
  date: LocalDate | null
  sort: RequestSort
  descending: boolean
  /** From 1; a page after the last is the last. */
  page: number
}

export interface RequestRow {
  reference: string
  prisonNumber: string
  firstName: string
  lastName: string
  placeName: string
  /** The time it has or else its first choice. */
  startsAt: Date
  endsAt: Date
  people: number
  requestedAt: Date
  answerBy: LocalDate
  /** Names of the others who looked at it since `viewedSince`. */
  lookedAtBy: string[]
}

export interface RequestList {
  rows: RequestRow[]
  total: number
  page: number
  pages: number
}

export const requestsPerPage = 25

const order: Record<RequestSort, string[]> = {
  due: ['answer_by'],
  prisoner: ['lower(prisoner_last_name)', 'lower(prisoner_first_name)'],
  time: ['starts_at'],
  people: ['(select count(*) from visit_visitors where visit_id = matching.id)'],
  asked: ['requested_at'],
}

function orderBy({ sort, descending }: Pick<RequestFilter, 'sort' | 'descending'>): string {
  const direction = descending ? 'desc' : 'asc'
  const asked = order[sort].map((expression) => `${expression} ${direction}`)
  return [...asked, 'requested_at', 'id'].join(', ')
}

type JsonRow = RequestRow & { total: number; page: number }

/** One page of the list, in one query. */
export async function listRequests(
  db: Database,
  filter: RequestFilter,
  viewed: { since: Date; exceptPersonId: string },
): Promise<RequestList> {
  const { sort, descending, ...bindings } = filter
  const rows = await query<JsonRow>(
    db,
    `with matching as (
       select visits.id, reference, prison_number, prisoner_first_name, prisoner_last_name, requested_at, answer_by,
         places.name as place_name, slots.starts_at, slots.ends_at
       from visits
         join places on places.id = visits.place_id
         join visit_choices as first on first.visit_id = visits.id and first.rank = 1
         join slots on slots.id = coalesce(visits.slot_id, first.slot_id)
       where places.code = any(:prisons) and visits.status = :status
         and (cast(:place as text) is null or places.slug = :place)
         and (cast(:date as date) is null or slots.date = :date
           or visits.slot_id is null and exists (
             select from visit_choices join slots as asked on asked.id = visit_choices.slot_id
             where visit_choices.visit_id = visits.id and asked.date = :date))
     ), counted as (
       select total, greatest(1, least(:page, ceil(total / :size))) as page
       from (select cast(count(*) as numeric) as total from matching) as every
     )
     select reference, prison_number as "prisonNumber", prisoner_first_name as "firstName",
       prisoner_last_name as "lastName", place_name as "placeName", starts_at as "startsAt", ends_at as "endsAt",
       requested_at as "requestedAt", answer_by as "answerBy",
       (select cast(count(*) as integer) from visit_visitors where visit_id = matching.id) as people,
       coalesce((
         select json_agg(distinct people.name)
         from visit_views join people on people.id = person_id
         where visit_id = matching.id and viewed_at > :since and person_id <> :exceptPersonId), '[]') as "lookedAtBy",
       cast(total as integer) as total, cast(page as integer) as page
     from matching cross join counted
     order by ${orderBy({ sort, descending })}
     limit :size offset (select (page - 1) * :size from counted)`,
    { ...bindings, ...viewed, size: requestsPerPage },
  )
  const { total = 0, page = 1 } = rows[0] ?? {}
  return { rows, total, page, pages: Math.max(1, Math.ceil(total / requestsPerPage)) }
}

/** The id of a visit at one of the prisons. */
export async function findVisitIdAt(
  db: Database,
  reference: string,
  prisons: string[],
): Promise<number | undefined> {
  const [row] = await query<{ id: number }>(
    db,
    `select visits.id from visits join places on places.id = place_id
     where reference = :reference and places.code = any(:prisons)`,
    { reference, prisons },
  )
  return row?.id
}
