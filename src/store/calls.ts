/** Knows the calls that agents take: when they began, paused and ended, and what came of them. */
import type {
  CallChannel,
  CallManner,
  CallOutcome,
  CallTimes,
  HelpReason,
  Satisfaction,
} from '../domain/calls.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

export interface Call extends CallTimes {
  /** A uuid. */
  id: string
  agentId: string
  channel: CallChannel
  manner: CallManner
  reason: HelpReason
  outcome: CallOutcome | null
  /** Null: not asked. */
  satisfaction: Satisfaction | null
  /** The visit that it was about. */
  visitId: number | null
}

/** One agent's call: nobody else's is ever found or written. */
interface Own {
  id: string
  agentId: string
}

const fields = `calls.id, agent_id as "agentId", calls.channel, manner, reason, started_at as "startedAt",
  paused_at as "pausedAt", paused_seconds as "pausedSeconds", ended_at as "endedAt", outcome, satisfaction,
  visit_id as "visitId"`

/** Starts a call; one of that id that is this agent's already stays as it is. */
export async function insertCall(
  db: Database,
  call: Pick<Call, 'id' | 'agentId' | 'channel' | 'manner' | 'reason' | 'startedAt'>,
): Promise<void> {
  await query(
    db,
    `insert into calls (id, agent_id, channel, manner, reason, started_at)
     values (:id, :agentId, :channel, :manner, :reason, :startedAt)
     on conflict (id) do nothing`,
    { ...call },
  )
}

/** The agent's own call of that id, whether it has ended or not. */
export async function readCall(db: Database, own: Own): Promise<Call | undefined> {
  const [call] = await query<Call>(db, `select ${fields} from calls where id = :id and agent_id = :agentId`, {
    ...own,
  })
  return call
}

/** An agent's calls that began since then, and those that go on, newest first; with the visit's reference. */
export function listCalls(
  db: Database,
  { agentId, since }: { agentId: string; since: Date },
): Promise<(Call & { reference: string | null })[]> {
  return query(
    db,
    `select ${fields}, reference
     from calls left join visits on visits.id = visit_id
     where agent_id = :agentId and (started_at >= :since or ended_at is null)
     order by started_at desc, calls.id`,
    { agentId, since },
  )
}

/** Pauses a call that goes on; nothing happens to one that does not. */
export async function pauseCall(db: Database, own: Own, now: Date): Promise<void> {
  await query(
    db,
    `update calls set paused_at = greatest(:now, started_at)
     where id = :id and agent_id = :agentId and paused_at is null and ended_at is null`,
    { id: own.id, agentId: own.agentId, now },
  )
}

/** The pause so far, in whole seconds, added to what earlier ones took. */
const paused = `paused_seconds + case when paused_at is null then 0
  else greatest(0, floor(extract(epoch from cast(:now as timestamptz) - paused_at)))::integer end`

/** Goes on with a call that is paused. */
export async function resumeCall(db: Database, own: Own, now: Date): Promise<void> {
  await query(
    db,
    `update calls set paused_seconds = ${paused}, paused_at = null
     where id = :id and agent_id = :agentId and paused_at is not null`,
    { id: own.id, agentId: own.agentId, now },
  )
}

/** Ends a call that has not ended, paused or not. False when it had: what was recorded first stays. */
export async function endCall(
  db: Database,
  own: Own,
  end: { outcome: CallOutcome; satisfaction: Satisfaction | null; now: Date },
): Promise<boolean> {
  const rows = await query(
    db,
    `update calls set paused_seconds = ${paused}, paused_at = null, ended_at = greatest(:now, started_at),
       outcome = :outcome, satisfaction = :satisfaction
     where id = :id and agent_id = :agentId and ended_at is null
     returning id`,
    { id: own.id, agentId: own.agentId, ...end },
  )
  return rows.length > 0
}

/** Notes the visit that a call is about: the latest one, where it was about several. */
export async function keepVisitOfCall(db: Database, own: Own, visitId: number): Promise<void> {
  await query(
    db,
    `update calls set visit_id = :visitId where id = :id and agent_id = :agentId and ended_at is null`,
    { id: own.id, agentId: own.agentId, visitId },
  )
}

/** The reference of the visit that a call is about. */
export async function readReferenceOfCall(db: Database, id: string): Promise<string | undefined> {
  const [row] = await query<{ reference: string }>(
    db,
    'select reference from calls join visits on visits.id = visit_id where calls.id = :id',
    { id },
  )
  return row?.reference
}

/** The visits that were asked for by drafts of that owner: in that call, the newest first. */
export function listBookedIn(db: Database, owner: string): Promise<{ id: number; reference: string }[]> {
  return query(
    db,
    `select visits.id, reference from visits join drafts on drafts.visit_id = visits.id
     where owner = :owner and changes_visit_id is null order by visits.id desc`,
    { owner },
  )
}
