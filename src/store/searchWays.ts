/** Knows the ways to find visits: by what each is asked for, and by which index it looks. */
import type { LocalDate } from '../domain/dates.ts'
import type { VisitType } from '../domain/slots.ts'
import type { VisitStatus } from '../domain/visit.ts'
import { visitIdsBetween } from './visitDates.ts'

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
  type?: VisitType
  /** The beginning of a professional's own reference, whatever the case. */
  caseReference?: string
}

/**
 * One way to find a visit. `ids` is SQL of the ids of the visits at `own` by an index of its own; `holds` asks the
 * same of a row of `visits` that was found another way.
 */
export interface Way {
  isAsked: (criteria: Criteria) => boolean
  ids: string
  holds: string
}

const inOwn = (condition: string) =>
  `select visits.id from visits join own on own.id = visits.place_id
   where visits.forgotten_at is null and ${condition}`

const hasEmail = `lower(visits.email) collate "C" >= lower(:email)
  and lower(visits.email) collate "C" < lower(:email) || chr(1114111)`

const hasCase = `case_reference <> '' and lower(case_reference) collate "C" >= lower(:caseReference)
  and lower(case_reference) collate "C" < lower(:caseReference) || chr(1114111)`

/** A row of `visit_visitors` has the name; made into words once for a place, as it costs more than the rest. */
export const hasName = 'search_keys(place_id, first_name, last_name) @@'

/** From the way that finds fewest: the first that is asked for finds, the others hold. */
export const ways: readonly Way[] = [
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
    isAsked: ({ caseReference }) => caseReference !== undefined,
    ids: `select found.visit_id as id from own cross join lateral (
      select visit_id from official_visits where official_visits.place_id = own.id and ${hasCase} offset 0) as found`,
    holds: `exists (select from official_visits where visit_id = visits.id and ${hasCase})`,
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
    isAsked: ({ type }) => type !== undefined,
    ids: inOwn('visits.visit_type = :type'),
    holds: 'visits.visit_type = :type',
  },
  {
    isAsked: ({ status }) => status !== undefined,
    ids: inOwn('visits.status = :status'),
    holds: 'visits.status = :status',
  },
]
