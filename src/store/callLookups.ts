/** Knows what agents looked up in their calls: how often in vain, and whose visits were found. Rows are only added. */
import type { IdentityFacts } from '../domain/callLookup.ts'
import type { LocalDate } from '../domain/dates.ts'
import type { Person } from '../domain/party.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

/** By what was looked. */
export type LookupKind = 'reference' | 'prisoner' | 'draft'

/** One agent's call. */
export interface OwnCall {
  callId: string
  agentId: string
}

export const ownCall = ({ id, agentId }: { id: string; agentId: string }): OwnCall => ({
  callId: id,
  agentId,
})

/** Locks the agent's call while it goes on, so that its look-ups come one by one; false where there is none. */
export async function lockOpenCall(trx: Database, own: OwnCall): Promise<boolean> {
  const rows = await query(
    trx,
    'select from calls where id = :callId and agent_id = :agentId and ended_at is null for update',
    { ...own },
  )
  return rows.length > 0
}

/** Look-ups of the call that were in vain. */
export async function countFailedLookups(db: Database, callId: string): Promise<number> {
  const [row] = await query<{ count: number }>(
    db,
    'select cast(count(failure) as integer) as count from call_lookups where call_id = :callId',
    { callId },
  )
  return row?.count ?? 0
}

/** Keeps a look-up. @param failure which of the call's failures it is, from 1; null where the caller was identified */
export async function insertLookup(
  trx: Database,
  lookup: OwnCall & { what: LookupKind; visitId: number | null; failure: number | null; now: Date },
): Promise<void> {
  await query(
    trx,
    `insert into call_lookups (call_id, person_id, at, what, visit_id, failure)
     values (:callId, :agentId, :now, :what, :visitId, :failure)`,
    { ...lookup },
  )
}

/** How a visit is asked for: a family's alone are found. */
export type LookedFor = { reference: string } | { prisonNumber: string; dateOfBirth: LocalDate }

export type Candidate = IdentityFacts & { id: number }

const people = `(
  select jsonb_agg(jsonb_build_object('firstName', first_name, 'lastName', last_name, 'dateOfBirth', date_of_birth)
    order by position)
  from visit_visitors where visit_id = visits.id)`

/** More visits of one prisoner and main visitor than anybody wants to choose from. */
const most = 20

/** Social visits that are not forgotten, those to come last; the newest where there are many. */
export async function findCandidates(db: Database, asked: LookedFor): Promise<Candidate[]> {
  const isWanted =
    'reference' in asked
      ? 'reference = :reference'
      : `prison_number = :prisonNumber and exists (
           select from visit_visitors
           where visit_id = visits.id and position = 0 and date_of_birth = :dateOfBirth)`
  return query<{ id: number; email: string | null; mobile: string | null; party: Person[] }>(
    db,
    `select id, email, mobile, ${people} as party from visits
     where visit_type = 'social' and forgotten_at is null and ${isWanted}
     order by expires_on desc, id desc limit ${most}`,
    { ...asked },
  )
}

export interface FoundVisit {
  visitId: number
  reference: string
}

/** Visits whose main visitor was identified in the call, newest first. */
export function listFoundVisits(db: Database, { callId, agentId }: OwnCall): Promise<FoundVisit[]> {
  return query<FoundVisit>(
    db,
    `select visits.id as "visitId", reference
     from visits join (
       select call_lookups.visit_id, max(call_lookups.id) as last from call_lookups join calls on calls.id = call_id
       where call_id = :callId and agent_id = :agentId and ended_at is null and failure is null
       group by call_lookups.visit_id) as found on found.visit_id = visits.id
     where forgotten_at is null
     order by last desc`,
    { callId, agentId },
  )
}

/** What an agent did last in the call with its visit, or one that was found in it. */
export async function findDoneInCall(
  db: Database,
  { callId, agentId }: OwnCall,
): Promise<{ visitId: number; what: string } | undefined> {
  const [row] = await query<{ visitId: number; what: string }>(
    db,
    `select event.visit_id as "visitId", what
     from calls join visit_events as event on event.visit_id = calls.visit_id
       or event.visit_id in (select found.visit_id from call_lookups as found where call_id = calls.id and failure is null)
     where calls.id = :callId and agent_id = :agentId and person_id = :agentId and event.at >= started_at
       and what not in ('letter_posted', 'letter_failed')
     order by event.id desc limit 1`,
    { callId, agentId },
  )
  return row
}
