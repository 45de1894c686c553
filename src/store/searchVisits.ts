/** Knows how staff find visits of their prisons: by reference, prison number, names, e-mail address, dates, status. */
import type { LocalDate } from '../domain/dates.ts'
import type { VisitStatus } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { counted, countedFields, enough, pageOf, thatPage } from './pages.ts'
import type { Page } from './pages.ts'
import { visitIdsBetween } from './visitDates.ts'
import { prisonerName } from './visits.ts'

/** What to find visits by; all that is given must hold. */
export interface Criteria {
  reference?: string
  prisonNumber?: string
  /** The beginnings of words of one visitor's name, whatever accents, case and apostrophes. */
  name?: string
  /** The beginning of the address, whatever the case. */
  email?: string
  /** The visit's date or, while it has none, that of any of its choices. */
  from?: LocalDate
  to?: LocalDate
  status?: VisitStatus
}

interface Name {
  firstName: string
  lastName: string
}

export interface FoundVisit {
  reference: string
  status: VisitStatus
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

/**
 * One way to find a visit. `ids` is SQL of the ids of the visits at `own` by an index of its own; `holds` asks the
 * same of a row of `visits` that was found another way.
 */
interface Way {
  isAsked: (criteria: Criteria) => boolean
  ids: string
  holds: string
}

const inOwn = (condition: string) =>
  `select visits.id from visits join own on own.id = visits.place_id
   where visits.forgotten_at is null and ${condition}`

const hasEmail = `lower(visits.email) collate "C" >= lower(:email)
  and lower(visits.email) collate "C" < lower(:email) || chr(1114111)`

/** A row of `visit_visitors` has the name; made into words once for a place, as it costs more than the rest. */
const hasName = 'search_keys(place_id, first_name, last_name) @@'

/** From the way that finds fewest: the first that is asked for finds, the others hold. */
const ways: readonly Way[] = [
  {
    isAsked: ({ reference }) => reference !== undefined,
    ids: inOwn('visits.reference = :reference'),
    holds: 'visits.reference = :reference',
  },
  {
    isAsked: ({ prisonNumber }) => prisonNumber !== undefined,
    ids: inOwn('visits.prison_number = :prisonNumber'),
    holds: 'visits.prison_number = :prisonNumber',
  },
  {
    isAsked: ({ email }) => email !== undefined,
    ids: `select found.id from own cross join lateral (
      select visits.id from visits where visits.place_id = own.id and ${hasEmail} offset 0) as found`,
    holds: hasEmail,
  },
  {
    isAsked: ({ name }) => name !== undefined,
    ids: `select found.visit_id as id from own cross join lateral (
      select distinct visit_id from visit_visitors where ${hasName} own.words offset 0) as found`,
    holds: `exists (select from visit_visitors
      where visit_id = visits.id and ${hasName} (select words from own where own.id = visits.place_id))`,
  },
  {
    isAsked: ({ from, to }) => from !== undefined || to !== undefined,
    ids: `select dated.id from own cross join lateral (${visitIdsBetween}) as dated`,
    holds: `visits.id = any(array(
      select dated.id from (select visits.place_id as id) as own cross join lateral (${visitIdsBetween}) as dated))`,
  },
  {
    isAsked: ({ status }) => status !== undefined,
    ids: inOwn('visits.status = :status'),
    holds: 'visits.status = :status',
  },
]

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
    select reference, status, prison_number as "prisonNumber",
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
