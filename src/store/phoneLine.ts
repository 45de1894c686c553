/** Knows the figures of the phone line, hour by hour, and the calls that agents recorded beside them. */
import type { CallTimes, CallOutcome } from '../domain/calls.ts'
import type { LocalDate } from '../domain/dates.ts'
import type { PhoneLineHour } from '../domain/phoneFigures.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'

const fields = `date, hour, offered, answered, abandoned, wait_seconds as "waitSeconds",
  longest_wait_seconds as "longestWaitSeconds"`

/** The hours of these dates that have figures, in order. */
export function listPhoneLineHours(
  db: Database,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<PhoneLineHour[]> {
  return query<PhoneLineHour>(
    db,
    `select ${fields} from phone_line_hours where date between :from and :to order by date, hour`,
    { from, to },
  )
}

/** Keeps the figures of hours; those that were keyed before are replaced. */
export async function savePhoneLineHours(
  db: Database,
  hours: readonly PhoneLineHour[],
  { personId, now }: { personId: string; now: Date },
): Promise<void> {
  await query(
    db,
    `insert into phone_line_hours
       (date, hour, offered, answered, abandoned, wait_seconds, longest_wait_seconds, keyed_by, keyed_at)
     select date, hour, offered, answered, abandoned, "waitSeconds", "longestWaitSeconds", cast(:personId as uuid), :now
     from json_to_recordset(cast(:hours as json)) as hour (date date, hour smallint, offered integer, answered integer,
       abandoned integer, "waitSeconds" integer, "longestWaitSeconds" integer)
     order by date, hour
     on conflict (date, hour) do update
       set offered = excluded.offered, answered = excluded.answered, abandoned = excluded.abandoned,
         wait_seconds = excluded.wait_seconds, longest_wait_seconds = excluded.longest_wait_seconds,
         keyed_by = excluded.keyed_by, keyed_at = excluded.keyed_at`,
    { hours: JSON.stringify(hours), personId, now },
  )
}

export interface PhoneLineDay {
  date: LocalDate
  hours: number
  offered: number
  answered: number
  abandoned: number
}

/** The last days with figures, newest first. */
export function listPhoneLineDays(db: Database, most: number): Promise<PhoneLineDay[]> {
  return query<PhoneLineDay>(
    db,
    `select date, cast(count(*) as integer) as hours, cast(sum(offered) as integer) as offered,
       cast(sum(answered) as integer) as answered, cast(sum(abandoned) as integer) as abandoned
     from phone_line_hours group by date order by date desc limit :most`,
    { most },
  )
}

export interface RecordedCall extends CallTimes {
  agentId: string
  outcome: CallOutcome | null
}

/** Calls by phone that began between two moments, the second left out. */
export function listPhoneCalls(
  db: Database,
  { since, until }: { since: Date; until: Date },
): Promise<RecordedCall[]> {
  return query<RecordedCall>(
    db,
    `select agent_id as "agentId", outcome, started_at as "startedAt", paused_at as "pausedAt",
       paused_seconds as "pausedSeconds", ended_at as "endedAt"
     from calls where channel = 'phone' and started_at >= :since and started_at < :until
     order by started_at, id`,
    { since, until },
  )
}
