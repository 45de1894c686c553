/** Knows how the counts of a month are made of what is there: visits, journeys, feedback, calls and the phone line. */
import { londonInstant } from '../../domain/dates.ts'
import { firstDate, monthOf, nextMonth } from '../../domain/month.ts'
import type { Month } from '../../domain/month.ts'
import { query } from '../database.ts'
import type { Database } from '../database.ts'

const within = (moment: string) => `${moment} >= :from and ${moment} < :to`
const dated = (date: string) => `${date} >= :firstDate and ${date} < :nextDate`

/** A visit cannot be decided later than its last date, which is within a year. */
const recentVisits = `requested_at >= cast(:from as timestamptz) - interval '1 year'`

/** Decisions made by people: what the service confirmed at once took no time. */
const decided = `visits where ${within('decided_at')} and ${recentVisits} and decided_at > requested_at`

const call = (part: string, count: string, where = 'true') => `
  select null, 'calls', channel || '/' || ${part}, ${count}
  from calls where ${within('ended_at')} and ${where} group by 3`

/** Everything that is counted, as place, figure, part and count. */
const sources = [
  `select place_id, 'bookings', channel, count(*) from visits where ${within('requested_at')} group by 1, 3`,
  `select place_id, 'decision_hours',
     cast(floor(extract(epoch from decided_at - requested_at) / 3600) as text), count(*)
   from ${decided} group by 1, 3`,
  `select place_id, 'decisions',
     case when cast(decided_at at time zone 'Europe/London' as date) <= answer_by then 'within' else 'late' end, count(*)
   from ${decided} group by 1, 3`,
  `select place_id, 'decisions', 'unanswered', count(*) from visits
   where status = 'expired' and ${dated('expires_on')} and ${recentVisits} group by 1`,
  `select place_id, 'journeys', journey || '/' || outcome, sum(count) from journey_counts
   where ${dated('day')} group by 1, 3`,
  `select place_id, 'steps', journey || '/' || step, sum(count)
   from journey_counts, unnest(steps) as step where ${dated('day')} group by 1, 3`,
  `select null, 'refused', journey || '/' || step || '/' || field || '/' || problem, sum(count)
   from journey_errors where ${dated('day')} group by 3`,
  `select null, 'feedback', channel || '/' || score, count(*) from feedback where ${within('at')} group by 3`,
  call("'calls'", 'count(*)'),
  call("'bookings'", 'count(*)', "outcome = 'booked'"),
  call(
    "'seconds'",
    'sum(cast(floor(extract(epoch from ended_at - started_at)) as integer) - paused_seconds)',
  ),
  call('manner', 'count(*)'),
  call("'reason/' || reason", 'count(*)'),
  call("'satisfaction/' || satisfaction", 'count(*)', 'satisfaction is not null'),
  ...['offered', 'answered', 'abandoned', 'wait_seconds'].map(
    (part) => `select null, 'line', '${part}', sum(${part}) from phone_line_hours
      where ${dated('date')} having count(*) > 0`,
  ),
]

const countedMonth = `
  with counted (place_id, figure, part, count) as (${sources.join(' union all ')}),
  gone as (
    delete from monthly_figures as kept where month = :firstDate and not exists (
      select from counted where (counted.figure, counted.part) = (kept.figure, kept.part)
        and counted.place_id is not distinct from kept.place_id)
    returning 1),
  changed as (
    insert into monthly_figures as kept (month, place_id, figure, part, count)
    select cast(:firstDate as date), place_id, figure, part, count from counted
    on conflict on constraint monthly_figures_once do update set count = excluded.count
      where kept.count <> excluded.count
    returning 1)
  select (select count(*) from gone) + (select count(*) from changed) as changes`

/** Nobody else counts until the transaction ends. */
export async function lockCounting(trx: Database): Promise<void> {
  await query(trx, "select pg_advisory_xact_lock(hashtextextended('monthly figures', 0))")
}

/** The first month that is not closed: the one after the last closed, or that of the first visit. */
export async function firstOpenMonth(trx: Database): Promise<Month | undefined> {
  const [row] = await query<{ first: string | null }>(
    trx,
    `select coalesce(
       (select max(month) + interval '1 month' from measured_months where closed),
       (select min(requested_at) at time zone 'Europe/London' from visits))::date as first`,
  )
  return row?.first ? monthOf(row.first) : undefined
}

/** Counts a month anew, from its first to its last moment in London. Gives how many figures changed. */
export async function countMonth(trx: Database, month: Month): Promise<number> {
  const [first, next] = [firstDate(month), firstDate(nextMonth(month))]
  const [row] = await query<{ changes: number }>(trx, countedMonth, {
    ...{ firstDate: first, nextDate: next },
    ...{ from: londonInstant(first, '00:00'), to: londonInstant(next, '00:00') },
  })
  return row?.changes ?? 0
}

/** Remembers that a month was counted, and when its figures last changed. */
export async function markCounted(
  trx: Database,
  { month, closed, changed, now }: { month: Month; closed: boolean; changed: boolean; now: Date },
): Promise<void> {
  await query(
    trx,
    `insert into measured_months as kept (month, closed, measured_at) values (:first, :closed, :now)
     on conflict (month) do update set closed = excluded.closed,
       measured_at = case when :changed or excluded.closed <> kept.closed then excluded.measured_at
         else kept.measured_at end`,
    { first: firstDate(month), closed, changed, now },
  )
}
