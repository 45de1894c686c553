/** Knows the list of visit requests, and changes asked for, that a prison's staff work through. */
import type { LocalDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import type { VisitStatus } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { counted, countedFields, enough, pageOf, thatPage } from './pages.ts'
import type { Page } from './pages.ts'
import { compared, firstChoice, firstOfChange, orderOf } from './requestOrder.ts'
import type { RequestSort } from './requestOrder.ts'
import { visitIdsBetween } from './visitDates.ts'

export interface RequestFilter {
  /** Codes of the prisons that the reader works for. */
  prisons: string[]
  /** One place by its slug; null is all of them. */
  place: string | null
  status: VisitStatus
  /** Only visits of these types. */
  types: readonly VisitType[]
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
  visitType: VisitType
  urgent: boolean
  /** Whether a booked visit by video or telephone still has to be told how to join. */
  lacksJoining: boolean
  /** The time it has or else its first choice. */
  startsAt: Date
  endsAt: Date
  people: number
  requestedAt: Date
  answerBy: LocalDate
  /** Whether it is a change of a booked visit, which waits among the requests. */
  isChange: boolean
  /** Names of the others who looked at it since `viewedSince`. */
  lookedAtBy: string[]
}

export type RequestList = Page<RequestRow>

const ofTypes = 'visits.visit_type = any(cast(:types as visit_type[]))'

/** The changes of booked visits that wait; there are never many, as each ends by itself. */
const waitingChanges = (keys: string, date: LocalDate | null) => `
  select visits.id, change.requested_at, change.id as change_id, ${keys}
  from visit_changes as change join visits on visits.id = change.visit_id join own on own.id = visits.place_id
  where change.status = 'requested' and ${ofTypes} ${date === null ? '' : `and ${changeIsOn}`}`

const changeIsOn = `exists (
  select from slots
  where slots.date = :from and (slots.id = visits.slot_id
    or slots.id in (select slot_id from visit_change_choices where change_id = change.id)))`

/** The SQL of a list in one order; each place gives its first rows, and the first of those are listed. */
function sqlOf({ sort, descending, date, status }: RequestFilter): string {
  const keys = compared[sort]
  const keysOf = (of: 'ofVisit' | 'ofChange') => keys.map((key, n) => `${key[of]} as key${n}`).join(', ')
  const order = orderOf(keys, descending)
  return `
    with own as (
      select id, name from places
      where code = any(:prisons) and (cast(:place as text) is null or slug = :place)
    ), matching as materialized (
      select found.* from own cross join lateral (
        select visits.id, visits.requested_at, cast(null as integer) as change_id, ${keysOf('ofVisit')}
        from visits
        where visits.place_id = own.id and visits.status = :status and visits.forgotten_at is null and ${ofTypes}
          ${date === null ? '' : `and visits.id = any(array(${visitIdsBetween}))`}
        order by ${order} ${enough}
      ) as found
      ${status === 'requested' ? `union all ${waitingChanges(keysOf('ofChange'), date)}` : ''}
      order by ${order} ${enough}
    ), ${counted}, shown as (
      select * from matching order by ${order} ${thatPage}
    )
    select reference, prison_number as "prisonNumber", prisoner_first_name as "firstName",
      prisoner_last_name as "lastName", own.name as "placeName",
      visits.visit_type as "visitType", visits.urgent,
      visits.status = 'booked' and visits.visit_type in ('official_video', 'official_telephone') and exists (
        select from official_visits where visit_id = visits.id and joining_details = '') as "lacksJoining",
      starts_at as "startsAt", ends_at as "endsAt",
      shown.requested_at as "requestedAt", coalesce(change.answer_by, visits.answer_by) as "answerBy",
      change.id is not null as "isChange",
      (select cast(count(*) as integer) from visit_visitors where change.id is null and visit_id = visits.id)
        + (select cast(count(*) as integer) from visit_change_visitors where change_id = change.id) as people,
      coalesce((
        select json_agg(distinct people.name)
        from visit_views join people on people.id = person_id
        where visit_id = visits.id and viewed_at > :since and person_id <> :exceptPersonId), '[]') as "lookedAtBy",
      ${countedFields}
    from shown left join visit_changes as change on change.id = change_id
      cross join lateral (
        select visits.*, coalesce(${firstOfChange}, slot_id, ${firstChoice}) as time_id
        from visits where visits.id = shown.id offset 0
      ) as visits
      join own on own.id = visits.place_id
      cross join lateral (select starts_at, ends_at from slots where slots.id = time_id offset 0) as slots
    order by ${order.replaceAll(/\b(requested_at|id)\b/g, 'shown.$1')}`
}

/** One page of the list, in one query. */
export async function listRequests(
  db: Database,
  filter: RequestFilter,
  viewed: { since: Date; exceptPersonId: string },
): Promise<RequestList> {
  const { prisons, place, status, types, date, page } = filter
  const bindings = { prisons, place, status, types, page, ...(date === null ? {} : { from: date, to: date }) }
  return pageOf(await query(db, sqlOf(filter), { ...bindings, ...viewed }))
}
