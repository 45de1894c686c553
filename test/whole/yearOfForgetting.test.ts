/** More than a year of the worker's jobs over generated visits: nothing personal is left, and everything is still counted. */
import { jobs, regularJobs } from '../../src/notifications/jobs.ts'
import type { Delivery } from '../../src/notifications/deliver.ts'
import { addDays, londonDate } from '../../src/domain/dates.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { rememberPerson } from '../../src/store/people.ts'
import { aPlace } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import type { TestDatabase } from '../database.ts'
import { means, work } from '../notifications/work.ts'
import { lives, marks } from './livesOfVisits.ts'

const slugs = ['leeds', 'cardiff', 'wandsworth']
const noon = (date: string) => new Date(`${date}T12:00:00Z`)

/** Where there is a mark in any column, whatever its type, of any table, ours or the job library's. */
async function tablesWithMarks(owner: Database): Promise<string[]> {
  const tables = await query<{ name: string }>(
    owner,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE' order by 1`,
  )
  const found = []
  for (const { name } of tables) {
    const rows = await query(owner, `select from ${name} as one where cast(one as text) ~* :marks limit 1`, {
      marks,
    })
    if (rows.length > 0) found.push(name.replace('public.', ''))
  }
  return found
}

/** What measures are made of. */
const countVisits = (db: Database) =>
  query(
    db,
    `select place_id, visit_type, status, to_char(requested_at, 'YYYY-MM') as month, channel, language, closed_visit,
       count(*) as visits, sum(version) as versions, count(distinct reference) as references,
       sum(extract(epoch from decided_at - requested_at)) as waited, count(slot_id) as slots,
       cast(sum(answer_by - date '2026-01-01') as integer) as promised, cast(sum(array_length(rejection_reasons, 1)) as integer) as reasons,
       (select cast(count(*) as integer) from visit_choices) as choices,
       (select json_agg(json_build_array(status, count) order by status)
         from (select status, count(*) from visit_changes group by status) as ended) as changes
     from visits group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7`,
  )

/** Visits whose time of decision is not there though they were decided, or is there though they were not. */
const withoutDecision = (db: Database) =>
  query(
    db,
    `select id, status, decided_at from visits
     where (decided_at >= requested_at) is not true
         and status in ('booked', 'rejected', 'cancelled', 'attended', 'not_attended')
       or decided_at is not null and status in ('requested', 'withdrawn', 'expired')`,
  )

const countPlaces = (db: Database) =>
  query(
    db,
    'select sum(booked) as booked, sum(held) as held, count(*) as slots from slots where booked + held > 0',
  )

/** The last date of each visit, worked out here from every slot that it has or asked for. */
const lastDates = (db: Database) =>
  query<{ id: number; last: string }>(
    db,
    `select visit_id as id, max(date) as last
     from (
       select id as visit_id, slot_id from visits
       union all select visit_id, slot_id from visit_choices
       union all select visit_id, slot_id from visit_changes join visit_change_choices on change_id = visit_changes.id
     ) as any_time join slots on slots.id = slot_id
     group by visit_id order by visit_id`,
  )

/** Six months later; where that month is shorter, its last day. */
function halfAYearAfter(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month + 6, 0)).getUTCDate()
  return new Date(Date.UTC(year, month + 5, Math.min(day, lastDay))).toISOString().slice(0, 10)
}

const forgotten = async (db: Database) => {
  const rows = await query<{ id: number }>(
    db,
    'select id from visits where forgotten_at is not null order by id',
  )
  return rows.map(({ id }) => id)
}

async function fewPlaces({ owner, db }: TestDatabase) {
  await query(
    owner,
    `update places set bookable = slug = any(:slugs), wants_digest = true, wants_cancellations = true,
       not_bookable_reason = case when slug = any(:slugs) then null else 'closed' end`,
    { slugs },
  )
  await owner.raw('delete from slots where place_id not in (select id from places where bookable)')
  return Promise.all(slugs.map((slug) => aPlace(db, slug)))
}

test('in the end nothing personal is left anywhere, and everything is counted as before', async () => {
  const database = await testDatabase()
  const { db, owner } = database
  const places = await fewPlaces(database)
  const clerk = { issuer: 'https://sign-in.example.org', subject: 'canary', name: 'The canary clerk' }
  const personId = await rememberPerson(db, { ...clerk, now: clock.now() })
  const logged: string[] = []
  const sent: string[] = []
  const deliver = ({ to }: { to: string }): Promise<Delivery> => {
    sent.push(to)
    return Promise.resolve(sent.length % 7 === 0 ? { failed: 'recipient_refused' } : 'sent')
  }
  const helpers = {} as Parameters<NonNullable<ReturnType<typeof jobs>[string]>>[1]

  /** Everything that the worker does on a day. */
  async function workOn(date: string): Promise<void> {
    clock.set(noon(date).toISOString())
    const { lines, ...given } = means(database, deliver)
    const tasks = jobs(given)
    for (const name of regularJobs) await tasks[name]?.({}, helpers)
    logged.push(...lines, ...(await work(database, deliver)))
  }

  const { asks, happens, goesOn } = lives(2026)
  let today = londonDate(clock.now())
  for (; today < '2027-01-13'; today = addDays(today, 2)) {
    await workOn(today)
    const day = { db, places, personId, now: clock.now() }
    for (let n = 0; n < 7; n += 1) await asks(day)
    for (let n = 0; n < 40; n += 1) await goesOn(day)
    await happens(day)
  }
  const whileAlive = await tablesWithMarks(owner)
  for (; today < '2027-05-01'; today = addDays(today, 7)) {
    await workOn(today)
    for (let n = 0; n < 20; n += 1) await goesOn({ db, places, personId, now: clock.now() })
  }

  expect(whileAlive).toEqual([
    'drafts',
    'people',
    'place_alerts',
    'place_events',
    'privacy_requests',
    'sessions',
    'visit_change_visitors',
    'visit_claims',
    'visit_flags',
    'visit_messages',
    'visit_notes',
    'visit_visitors',
    'visits',
  ])
  const statuses = await query<{ status: string }>(
    db,
    'select status from visits union select status from visit_changes order by 1',
  )
  expect(statuses.map(({ status }) => status)).toEqual([
    ...['attended', 'booked', 'cancelled', 'confirmed', 'expired', 'not_attended'],
    ...['overtaken', 'refused', 'rejected', 'withdrawn'],
  ])
  const [counts, taken, dates] = [await countVisits(db), await countPlaces(db), await lastDates(db)]
  expect(dates.length).toBeGreaterThan(150)
  expect(await withoutDecision(db)).toEqual([])
  expect(await forgotten(db)).toEqual([])

  for (; today < '2028-06-01'; today = addDays(today, 7)) {
    await workOn(today)
    const due = dates.filter(({ last }) => halfAYearAfter(last) < today)
    expect(await forgotten(db)).toEqual(due.map(({ id }) => id))
  }
  expect(await forgotten(db)).toHaveLength(dates.length)
  expect(await tablesWithMarks(owner)).toEqual([])
  expect([await countVisits(db), await countPlaces(db)]).toEqual([counts, taken])
  expect(await withoutDecision(db)).toEqual([])
  const audit =
    'visit_events visit_views place_events notifications people place_alerts privacy_requests visit_links'
  for (const table of audit.split(' '))
    expect([table, await query(db, `select from ${table}`)]).toEqual([table, []])
  expect(sent).toContain('canary@example.org')
  const isBad = (line: string) => /canary|447700900|"level":50|"err"/i.test(line)
  const bad = logged.filter(isBad).map((line) => /"message":"([^"]*)/.exec(line)?.[1] ?? line)
  expect([...new Set(bad)]).toEqual([])
}, 240_000)
