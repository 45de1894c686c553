/**
 * Fills a database with invented visits: a few are a dozen prisons in their second month, a million are all of them after
 * two years, as the service would grow. Every slot has as many visits, and every prisoner about eight before others take
 * the place. So the pages of a prison show the same in a small database and in a large one, and what differs is all that
 * lies around it.
 */
import type { LocalDate } from '../src/domain/dates.ts'
import type { Database } from '../src/store/database.ts'

const tables = [
  'visits',
  'visit_visitors',
  'visit_choices',
  'visit_claims',
  'visit_events',
  'visit_views',
  'slots',
]
const visitsPerSlot = 10
const leastOfPlace = 900
const daysAhead = 28

/** Names that begin in some hundred ways, some far more common than others. */
const namePool = `
  create temporary table names as
  select n, initcap(start || vowel || finish) as last_name, initcap(start || vowel || rest) as first_name
  from (
    select row_number() over (order by md5(start || vowel || rest || finish)) as n, start, vowel, rest, finish
    from string_to_table('b br c ch d dr f g gr h j k l m n p r s sh st t th w', ' ') as start,
      string_to_table('a e i o u ai', ' ') as vowel, string_to_table('n l ra ssa vid m', ' ') as rest,
      string_to_table('dley ford gham king les mson rner tton wis', ' ') as finish
  ) as pool
  where n <= 2100;
  create unique index on names (n);
  analyze names`

/** The slots of every place for enough days, and which visits are in each. */
const plannedSlots = (visits: number, today: LocalDate) => `
  create temporary table planned_slots as
  with used_times as (
    select * from timetable_times where place_id in (
      select place_id from timetable_times group by place_id order by place_id
      limit ${Math.ceil(visits / leastOfPlace)})
  ), days as (
    select cast(date '${today}' + n as date) as date
    from (select count(*) as times from used_times) as all_times,
      lateral (select ceil(${visits} / (times / 7.0 * ${visitsPerSlot})) as length) as needed,
      lateral (select least(${daysAhead}, floor(length / 2)) as ahead) as future,
      lateral generate_series(cast(ahead - length as integer) + 1, cast(ahead as integer)) as n
  )
  select place_id, visit_type, date, (date + starts) at time zone 'Europe/London' as starts_at,
    (date + ends) at time zone 'Europe/London' as ends_at
  from days join used_times on weekday = extract(isodow from date);
  insert into slots (place_id, visit_type, date, starts_at, ends_at, wanted, capacity)
    select place_id, visit_type, date, starts_at, ends_at, 40, 40 from planned_slots
    on conflict on constraint slots_start_once do nothing;
  update slots set wanted = 40, capacity = 40`

/** By chance, but always the same for a prisoner: a number below 1, small ones more often. */
const chance = (seed: number) =>
  `power((hashint4(place_id * 5000 + prisoner + ${seed}) & 1048575) / 1048576.0, 2)`

/** One row a visit: its slot, its prisoner (each once in ten slots) with the visitor who always comes, what became of it. */
const plannedVisits = (visits: number, today: LocalDate) => `
  select setseed(0.5);
  create temporary table planned as
  with numbered as (
    select slots.*, next.id as second_slot_id, next.date as second_date,
      row_number() over (order by slots.starts_at, slots.id, n) as id_of_visit,
      row_number() over (partition by slots.place_id order by slots.starts_at desc, slots.id, n) as back
    from planned_slots join slots using (place_id, visit_type, starts_at)
      left join lateral (
        select other.id, other.date from slots as other
        where other.place_id = slots.place_id and other.visit_type = slots.visit_type
          and other.starts_at > slots.starts_at
        order by other.starts_at limit 1) as next on true,
      generate_series(1, ${visitsPerSlot}) as n
  ), imprisoned as (
    select cast(id_of_visit as integer) as id, id as slot_id, place_id, visit_type, date, starts_at, ends_at,
      second_slot_id, second_date, cast(back / 800 * 100 + back % 100 as integer) as prisoner, random() as fate,
      random() as size, date >= date '${today}' as is_to_come
    from numbered order by id_of_visit desc limit ${visits}
  )
  select *, 1 + floor(${chance(1)} * 2099) as last_n, 1 + floor(${chance(2_000_000)} * 2099) as first_n,
    date '1950-01-01' + cast(${chance(5_000_000)} * 18000 as integer) as born,
    case
      when is_to_come then case when fate < 0.3 then 'requested' when fate < 0.85 then 'booked'
        when fate < 0.9 then 'cancelled' when fate < 0.97 then 'rejected' else 'withdrawn' end
      else case when fate < 0.65 then 'attended' when fate < 0.73 then 'not_attended' when fate < 0.83 then 'cancelled'
        when fate < 0.93 then 'rejected' when fate < 0.97 then 'withdrawn' else 'expired' end end as status
  from imprisoned;
  analyze planned`

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const digit = (place: number) =>
  `substr('${alphabet}', 1 + cast((cast(id as bigint) * 722974121 >> ${place * 5}) & 31 as integer), 1)`
const reference = Array.from({ length: 8 }, (_, place) => digit(place)).join(' || ')
const prisonNumber = `'A' || lpad(cast((place_id * 5000 + prisoner) % 10000 as text), 4, '0')
  || chr(65 + (place_id * 5000 + prisoner) / 10000 % 26) || chr(65 + (place_id * 5000 + prisoner) / 260000)`

const insertVisits = `
  insert into visits (id, reference, place_id, visit_type, status, version, channel, language, prison_number,
    prisoner_first_name, prisoner_last_name, prisoner_date_of_birth, main_visitor_key, email, requested_at, answer_by,
    expires_on, held_slot_id, slot_id, during, rejection_reasons, cancelled_by)
  overriding system value
  select planned.id, ${reference}, place_id, visit_type, status, case status when 'requested' then 1 else 2 end,
    'online', 'en', ${prisonNumber}, 'Dewi', 'Prisoner' || prisoner, '1980-10-20',
    lower(first.first_name || ' ' || names.last_name) || ' ' || born,
    lower(first.first_name || '.' || names.last_name) || prisoner || '@example.org',
    starts_at - interval '10 days', date - 7, coalesce(second_date, date),
    case when status = 'requested' then slot_id end,
    case when status in ('booked', 'attended', 'not_attended', 'cancelled') then slot_id end,
    case when status in ('booked', 'attended', 'not_attended', 'cancelled') then tstzrange(starts_at, ends_at) end,
    case when status = 'rejected' then array['prisoner_details'] else '{}' end,
    case when status = 'cancelled' then 'visitor' end
  from planned join names on names.n = last_n join names as first on first.n = first_n
  order by planned.id`

const insertParties = `
  insert into visit_visitors (visit_id, position, first_name, last_name, date_of_birth, outcome, place_id)
  select id, position, person.first_name, names.last_name, born + cast(position * 4000 as integer),
    case when status in ('requested', 'withdrawn', 'expired') then null else 'can_visit' end, place_id
  from planned cross join lateral generate_series(0, cast(floor(size * 4) as integer)) as position
    join names on names.n = last_n
    join names as person on person.n = 1 + cast(first_n + position * 37 as integer) % 2100`

const insertChoices = `
  insert into visit_choices (visit_id, rank, slot_id)
    select id, 1, slot_id from planned union all
    select id, 2, second_slot_id from planned
    where second_slot_id is not null and id % 2 = 0 and (second_slot_id, prisoner) not in (select slot_id, prisoner from planned);
  insert into visit_claims (visit_id, slot_id, prison_number, main_visitor_key)
    select visits.id, choice.slot_id, prison_number, main_visitor_key
    from visits join visit_choices as choice on choice.visit_id = visits.id where status = 'requested'
    union all select id, slot_id, prison_number, main_visitor_key from visits where status = 'booked';
  update slots set booked = counted.booked, held = counted.held
  from (
    select slot.id, count(*) filter (where status <> 'requested') as booked,
      count(*) filter (where status = 'requested') as held
    from visits cross join lateral (values (coalesce(slot_id, held_slot_id))) as slot (id)
    where status in ('requested', 'booked', 'attended', 'not_attended') and slot.id is not null
    group by slot.id) as counted
  where slots.id = counted.id`

const insertHistory = `
  insert into people (issuer, subject, name, last_signed_in_at)
    select 'bench', n, 'Clerk ' || n, now() from generate_series(0, 299) as n;
  create temporary table staff as select cast(subject as integer) as n, id as person_id from people;
  insert into visit_events (visit_id, at, what, actor, person_id, place_id)
    select id, starts_at - interval '10 days', 'requested', 'visitor', null, place_id from planned union all
    select id, starts_at - interval '8 days', case status when 'rejected' then 'rejected' else 'confirmed' end, 'staff',
      person_id, place_id
    from planned join staff on n = (place_id * 3 + planned.id % 3) % 300
    where status not in ('requested', 'withdrawn', 'expired') order by 2;
  insert into visit_views (visit_id, person_id, viewed_at, place_id)
    select planned.id, person_id, starts_at - interval '9 days', place_id
    from planned join staff on n = (place_id * 3 + planned.id % 3) % 300 order by 3;
  insert into visit_flags (visit_id, why, raised_at, raised_by)
    select id, 'prisoner_moved', starts_at - interval '7 days', person_id
    from planned join staff on n = (place_id * 3 + planned.id % 3) % 300 where planned.id % 50 = 0`

/** Without the indexes, rules and triggers of the tables, which are made again after the work. */
async function unguarded(owner: Database, work: () => Promise<void>): Promise<void> {
  const listed = tables.map((table) => `'${table}'::regclass`).join(', ')
  const rows = async (sql: string) => (await owner.raw<{ rows: Record<string, string>[] }>(sql)).rows
  const rules = await rows(
    `select conrelid::regclass as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where conrelid in (${listed}) and contype in ('f', 'x', 'u') and not (conrelid = 'slots'::regclass and contype = 'u')
     order by contype`,
  )
  const indexes = await rows(
    `select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid in (${listed}) and not exists (select from pg_constraint where conindid = indexrelid)`,
  )
  for (const { table, name } of rules) await owner.raw(`alter table ${table} drop constraint ${name}`)
  for (const { name } of indexes) await owner.raw(`drop index ${name}`)
  for (const table of tables) await owner.raw(`alter table ${table} disable trigger user`)
  await work()
  for (const table of tables) await owner.raw(`alter table ${table} enable trigger user`)
  await owner.raw("set maintenance_work_mem = '512MB'")
  for (const { definition } of indexes) await owner.raw(String(definition))
  for (const { table, name, definition } of rules.toReversed())
    await owner.raw(`alter table ${table} add constraint ${name} ${definition}`)
}

/** Adds that many visits to a database without any; what is asked of its tables is as if the service had run. */
export async function seedVisits(owner: Database, visits: number, today: LocalDate): Promise<void> {
  await owner.raw("set work_mem = '256MB'")
  await unguarded(owner, async () => {
    const steps = [
      namePool,
      plannedSlots(visits, today),
      plannedVisits(visits, today),
      insertVisits,
      insertParties,
      insertChoices,
      insertHistory,
    ]
    for (const sql of steps) await owner.raw(sql)
  })
  await owner.raw("select setval(pg_get_serial_sequence('visits', 'id'), (select max(id) from visits))")
  await owner.raw('vacuum analyze')
}
