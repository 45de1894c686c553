/** Knows how staff find visits of their prisons: by reference, prison number, names, e-mail address, dates, status. */
import type { VisitType } from '../domain/slots.ts'
import type { VisitStatus } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { counted, countedFields, enough, pageOf, thatPage } from './pages.ts'
import type { Page } from './pages.ts'
import { hasName, ways } from './searchWays.ts'
import type { Criteria } from './searchWays.ts'
import { prisonerName } from './visits.ts'

interface Name {
  firstName: string
  lastName: string
}

export interface FoundVisit {
  reference: string
  status: VisitStatus
  visitType: VisitType
  prisonNumber: string
  prisoner: Name
  placeName: string
  mainVisitor: Name
  /** Those who have the name that was asked for, with their place in the party; none where no name was. */
  visitors: (Name & { position: number })[]
  /** The time it has or else its first choice. */
  startsAt: Date
  endsAt: Date
}

function sqlOf(criteria: Criteria): string {
  const [finding, ...others] = ways.filter(({ isAsked }) => isAsked(criteria))
  if (!finding) throw new Error('Nothing to search by')
  const checked = `cross join lateral (select * from visits where visits.id = candidate.id offset 0) as visits
    where ${others.map(({ holds }) => `(${holds})`).join(' and ')}`
  const visitors =
    criteria.name === undefined
      ? `'[]'::json`
      : `(select json_agg(json_build_object('position', position, 'firstName', first_name, 'lastName', last_name)
            order by position)
          from visit_visitors where visit_id = visits.id and ${hasName} own.words)`
  return `
    with own as materialized (
      select id, name${criteria.name === undefined ? '' : ', search_query(id, :name) as words'} from places
      where code = any(:prisons)
    ), matching as materialized (
      select candidate.id from (${finding.ids}) as candidate ${others.length > 0 ? checked : ''}
      order by candidate.id desc ${enough}
    ), ${counted}, shown as (
      select * from matching order by id desc ${thatPage}
    )
    select reference, status, visit_type as "visitType", prison_number as "prisonNumber",
      ${prisonerName} as prisoner, own.name as "placeName",
      (select json_build_object('firstName', first_name, 'lastName', last_name)
        from visit_visitors where visit_id = visits.id and position = 0) as "mainVisitor",
      ${visitors} as visitors, starts_at as "startsAt", ends_at as "endsAt", ${countedFields}
    from shown
      cross join lateral (
        select visits.*, coalesce(slot_id,
          (select slot_id from visit_choices where visit_id = visits.id and rank = 1)) as time_id
        from visits where visits.id = shown.id offset 0) as visits
      join own on own.id = visits.place_id
      cross join lateral (select starts_at, ends_at from slots where slots.id = time_id offset 0) as slots
    order by shown.id desc`
}

/**
 * The visits at some prisons for which everything asked for holds, those asked for last first; at least one thing must
 * be. Never more than the first five hundred.
 */
export async function searchVisits(
  db: Database,
  criteria: Criteria,
  { prisons, page }: { prisons: string[]; page: number },
): Promise<Page<FoundVisit>> {
  const { from = null, to = null, ...others } = criteria
  const dated = from !== null || to !== null ? { from, to } : {}
  return pageOf(await query(db, sqlOf(criteria), { ...others, ...dated, prisons, page }))
}
