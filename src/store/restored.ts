/** Knows whether a database, such as one that was just restored, is whole: what must hold of any of ours, counted anew. */
import { query } from './database.ts'
import type { Database } from './database.ts'
import { grantsTo } from './grants.ts'
import { pendingMigrations } from './migrations.ts'

/** One thing that was looked at. */
export interface Check {
  what: string
  /** How many rows are not as they must be; 0 is well. */
  wrong: number
}

/** SQL that counts what must not be. */
const counts: Record<string, string> = {
  'slots whose counters differ from a recount': `
    select from slots left join (
      select id, sum(booked) as booked, sum(held) as held from (
        select slot_id as id, 1 as booked, 0 as held from visits where status in ('booked', 'attended', 'not_attended')
        union all select held_slot_id, 0, 1 from visits where held_slot_id is not null) as places group by id
    ) as recount using (id)
    where (slots.booked, slots.held) is distinct from (coalesce(recount.booked, 0), coalesce(recount.held, 0))`,
  'slots with more visits than places': `
    select from slots where booked + held > capacity or capacity < wanted`,
  'booked visits without a time': `
    select from visits left join slots on slots.id = slot_id
    where status in ('booked', 'attended', 'not_attended')
      and (slots.id is null or slots.place_id <> visits.place_id or during is distinct from tstzrange(starts_at, ends_at))`,
  'visits without a main visitor': `
    select from visits where forgotten_at is null
      and not exists (select from visit_visitors where visit_id = visits.id and position = 0)`,
  'visits without a history': `
    select from visits where forgotten_at is null
      and not exists (select from visit_events where visit_id = visits.id)`,
  'live visits that claim no time': `
    select from visits where status in ('requested', 'booked') and forgotten_at is null
      and not exists (select from visit_claims where visit_id = visits.id)`,
  'official visits without details': `
    select from visits where visit_type <> 'social'
      and not exists (select from official_visits where visit_id = visits.id)`,
  'constraints that are not validated': `
    select from pg_constraint where connamespace = 'public'::regnamespace and not (convalidated and conenforced)`,
  'indexes that are not whole': `
    select from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace and not (indisvalid and indisready)`,
  'triggers that are switched off': `
    select from pg_trigger join pg_class on pg_class.oid = tgrelid
    where relnamespace = 'public'::regnamespace and tgenabled <> 'O'`,
}

/** Rights of a role, as text. */
const rights = `
  select coalesce(string_agg(line, ' ' order by line), '') as held from (
    select table_name || ':' || privilege_type as line from information_schema.role_table_grants
    where grantee = :role and table_schema = 'public'
    union select table_name || '.' || column_name || ':' || privilege_type from information_schema.role_column_grants
    where grantee = :role and table_schema = 'public') as every`

const rightsOf = async (db: Database, role: string) => {
  const [row] = await query<{ held: string }>(db, rights, { role })
  return row?.held ?? ''
}

/** Whether granting anew would change anything; takes it back. */
async function wrongRights(owner: Database, role: string): Promise<number> {
  const trx = await owner.transaction()
  try {
    const held = await rightsOf(trx, role)
    await trx.raw(grantsTo(role))
    return held === (await rightsOf(trx, role)) ? 0 : 1
  } finally {
    await trx.rollback()
  }
}

/**
 * Looks at everything, as the role that owns the schema; changes nothing. `appRole` is the application's role: its
 * rights are compared with what they should be, unless it owns the schema itself.
 */
export async function checkRestored(owner: Database, appRole: string): Promise<Check[]> {
  const checks: Check[] = [{ what: 'migrations that are missing', wrong: await pendingMigrations(owner) }]
  for (const [what, sql] of Object.entries(counts)) {
    const [row] = await query<{ wrong: number }>(
      owner,
      `select cast(count(*) as integer) as wrong from (${sql}) as found`,
    )
    checks.push({ what, wrong: row?.wrong ?? 0 })
  }
  const [own] = await query<{ name: string }>(owner, 'select current_user as name')
  if (own?.name !== appRole)
    checks.push({ what: 'rights that are not as granted', wrong: await wrongRights(owner, appRole) })
  return checks
}

/** When something last happened in it: a visit's history, a look, a message. Null in an empty one. */
export async function newestRow(db: Database): Promise<Date | null> {
  const [row] = await query<{ at: Date | null }>(
    db,
    `select greatest((select max(at) from visit_events), (select max(viewed_at) from visit_views),
       (select max(queued_at) from notifications), (select max(at) from place_events)) as at`,
  )
  return row?.at ?? null
}
