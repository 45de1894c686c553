/** Calls, profiles, shares and what administrators and analysts did are forgotten a year after they are over. */
import { randomUUID } from 'node:crypto'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { countForgettable, forgetOld } from '../../src/store/forget.ts'
import { aClerk, anOfficialRequest, aProfessional, forgetVisits } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'
import { emptyTables } from '../emptyTables.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(async () => {
  await forgetVisits(owner)
  await emptyTables(owner, 'people')
})

const now = clock.now()
const yearsAfter = (years: number, days = 0) =>
  new Date(new Date(now).setUTCFullYear(now.getUTCFullYear() + years) + days * 86_400_000)
const countOf = async (table: string) => {
  const [row] = await query<{ count: number }>(
    owner,
    `select cast(count(*) as integer) as count from ${table}`,
  )
  return row?.count
}

test('what is a year old goes, what is not stays', async () => {
  const person = await aClerk(db, 'agent')
  const call = randomUUID()
  const values = { call, person, now }
  await query(
    db,
    `insert into calls (id, agent_id, channel, manner, reason, started_at)
     values (:call, :person, 'phone', 'talk_through', 'no_internet', :now)`,
    values,
  )
  await query(
    db,
    `insert into call_lookups (call_id, person_id, at, what, failure) values (:call, :person, :now, 'reference', 1)`,
    values,
  )
  await query(
    db,
    `insert into service_events (at, what, by_person_id) values (:now, 'maintenance_on', :person)`,
    values,
  )
  await query(
    db,
    `insert into keyed_changes (kind, row_id, what, became, person_id, at)
     values ('costs', 1, 'added', '{}', :person, :now)`,
    values,
  )
  await query(
    db,
    `insert into phone_line_hours values (cast(:now as date), 9, 1, 1, 0, 5, 5, :person, :now)`,
    values,
  )
  const tables = ['calls', 'call_lookups', 'service_events', 'keyed_changes', 'phone_line_hours', 'people']
  await forgetOld(db, yearsAfter(1, -1))
  for (const table of tables) expect([table, await countOf(table)]).toEqual([table, 1])
  expect(await countForgettable(db, yearsAfter(1, 1))).toMatchObject({ calls: 1, phone_line_hours: 1 })
  await forgetOld(db, yearsAfter(1, 1))
  for (const table of tables) expect([table, await countOf(table)]).toEqual([table, 0])
})

test('a profile stays while a visit of its owner does, and goes with what the owner shared', async () => {
  const professional = await aProfessional(db, { isVerified: false })
  await anOfficialRequest(db, { professionalId: professional })
  await query(
    db,
    `insert into list_shares (owner_id, email, invited_at) values (:professional, 'colleague@example.org', :now)`,
    { professional, now },
  )
  await forgetOld(db, yearsAfter(1, 1))
  expect(await countOf('professionals')).toBe(1)
  await query(db, "update visits set status = 'withdrawn', version = version + 1, held_slot_id = null")
  await forgetOld(db, yearsAfter(1, 1))
  for (const table of ['professionals', 'list_shares', 'people'])
    expect([table, await countOf(table)]).toEqual([table, 0])
})

test('shares go a year after they ended, or after an invitation that nobody took', async () => {
  const professional = await aProfessional(db, { isVerified: false })
  const [ended, unanswered] = [yearsAfter(-1, -2), yearsAfter(-1, -1)]
  await query(
    db,
    `insert into list_shares (owner_id, email, invited_at, ended_at, ended_by) values
       (:professional, 'one@example.org', :ended, :ended, :professional),
       (:professional, 'two@example.org', :unanswered, null, null),
       (:professional, 'three@example.org', :now, null, null)`,
    { professional, ended, unanswered, now },
  )
  await forgetOld(db, now)
  expect(await query(db, 'select email from list_shares')).toEqual([{ email: 'three@example.org' }])
})
