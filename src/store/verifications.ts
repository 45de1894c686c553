/** Knows whom managers have verified, and the history of it. */
import type { LocalDate } from '../domain/dates.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { counted, countedFields, enough, pageOf, thatPage } from './pages.ts'
import type { Page } from './pages.ts'

/** A manager's word for the profile as it is, until that date; null takes it back. */
export async function writeVerification(
  trx: Database,
  verification:
    { personId: string; until: LocalDate; by: string; now: Date } | { personId: string; until: null },
): Promise<void> {
  const { by = null, now = null } = verification.until === null ? {} : verification
  await query(
    trx,
    `update professionals set verified_at = :now, verified_until = :until, verified_by = :by
     where person_id = :personId`,
    { personId: verification.personId, until: verification.until, by, now },
  )
}

/** Somebody who asked for official visits at some prisons. */
export interface AskedAt {
  personId: string
  name: string
  organisation: string
  role: string
  /** Null where nobody verified the profile as it is. */
  verifiedUntil: LocalDate | null
  /** How many visits they asked for there. */
  visits: number
}

const askedAt = `
  select professional_id, cast(count(*) as integer) as visits
  from official_visits join places on places.id = place_id
  where code = any(:prisons) and professional_id is not null
  group by professional_id`

/** What was typed begins a word of the name or of the organisation, whatever the case and accents. */
const hasWords = `' ' || lower(unaccent(name || ' ' || organisation)) like '% ' || lower(unaccent(:words)) || '%'`

/**
 * Those who asked for official visits at some prisons, one page: without words those who are to be verified, now or
 * because it ends by `until`; with words everybody whose name or organisation has them.
 */
export async function listAskedAt(
  db: Database,
  asked: { prisons: string[]; words: string | null; until: LocalDate; page: number },
): Promise<Page<AskedAt>> {
  const { words, ...others } = asked
  const literally = words?.replaceAll(/[\\%_]/g, '\\$&')
  const wanted =
    literally === undefined
      ? '(verified_until is null or verified_until <= :until)'
      : `(${hasWords} and cast(:until as date) is not null)`
  return pageOf(
    await query(
      db,
      `with asked as (${askedAt}), matching as materialized (
         select person_id, name, organisation, role, verified_until, visits
         from asked join professionals on person_id = professional_id
         where ${wanted}
         order by verified_until nulls first, lower(name), person_id ${enough}
       ), ${counted}
       select person_id as "personId", name, organisation, role, verified_until as "verifiedUntil", visits,
         ${countedFields}
       from matching order by verified_until nulls first, lower(name), person_id ${thatPage}`,
      { ...others, ...(literally === undefined ? {} : { words: literally }) },
    ),
  )
}

/** References of the visits that somebody asked for at some prisons, the last first; at most ten. */
export async function listReferencesAskedAt(
  db: Database,
  asked: { prisons: string[]; personId: string },
): Promise<string[]> {
  const rows = await query<{ reference: string }>(
    db,
    `select reference
     from places join official_visits on official_visits.place_id = places.id join visits on visits.id = visit_id
     where code = any(:prisons) and professional_id = :personId
     order by visit_id desc limit 10`,
    asked,
  )
  return rows.map(({ reference }) => reference)
}
