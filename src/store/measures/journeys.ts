/** Knows the counts of journeys: how far they came, how they ended, and which answers were refused. */
import type { LocalDate } from '../../domain/dates.ts'
import { query } from '../database.ts'
import type { Database } from '../database.ts'
import { isOldDraft } from '../drafts.ts'

const countedDrafts = `
  with gone as (delete from drafts where ${isOldDraft} returning *),
  counted as (
    insert into journey_counts (day, place_id, journey, language, outcome, steps, count)
    select cast(created_at at time zone 'Europe/London' as date), places.id, journey, language,
      case when visit_id is null then coalesce(ended_on, 'abandoned') else 'sent' end,
      array(select jsonb_object_keys(answers) order by 1), count(*)
    from gone left join places on places.slug = answers -> 'prison' ->> 'prison'
    where changes_visit_id is null
    group by 1, 2, 3, 4, 5, 6
    order by 1, 2, 3, 4, 5, 6
    on conflict on constraint journey_counts_once do update set count = journey_counts.count + excluded.count)
  select count(*) as gone from gone`

/**
 * Deletes the drafts not used for 24 hours and counts each in the same statement: once, however many do it at once. A
 * change of a visit is no journey of its own. Gives how many went.
 */
export async function countEndedDrafts(db: Database, now: Date): Promise<number> {
  const [row] = await query<{ gone: number }>(db, countedDrafts, { now })
  return row?.gone ?? 0
}

/** The journey ends on that page, unless something is answered or sent after it. */
export async function noteEnd(db: Database, draftId: string, page: string): Promise<void> {
  await query(db, 'update drafts set ended_on = :page where id = :draftId and visit_id is null', {
    draftId,
    page,
  })
}

/** An answer that was refused: the field, and the key of what was wrong. */
export interface Refused {
  field: string
  problem: string
}

/** Counts each of these once more. */
export async function countRefused(
  db: Database,
  { day, journey, step, refused }: { day: LocalDate; journey: string; step: string; refused: Refused[] },
): Promise<void> {
  await query(
    db,
    `insert into journey_errors as known (day, journey, step, field, problem, count)
     select :day, :journey, :step, field, problem, 1
     from (select distinct field, problem from jsonb_to_recordset(:refused) as sent (field text, problem text)) as each
     order by field, problem
     on conflict (day, journey, step, field, problem) do update set count = known.count + 1`,
    { day, journey, step, refused: JSON.stringify(refused) },
  )
}
