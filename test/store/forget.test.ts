/** What is forgotten and when (specification §4 "Retention"), as the application's own role. */
import { randomUUID } from 'node:crypto'
import { addDays } from '../../src/domain/dates.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { countForgettable, forgetOld } from '../../src/store/forget.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aClerk, aDecidedVisit, aRequest, bookableSlots, child, forgetVisits, gwen } from '../builders.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database

beforeAll(async () => ({ db, owner } = await testDatabase()))
beforeEach(() => forgetVisits(owner))

/** A moment of the day in London, so that nothing hangs on UTC: half past midnight in summer is the day before there. */
const early = (date: string) => new Date(`${date}T00:30:00+01:00`)
const lastDateOf = ({ slot, expiresOn }: Visit) => slot?.date ?? expiresOn
const sixMonthsAfter = async (date: string) => {
  const [row] = await query<{ date: string }>(
    db,
    "select cast(cast(:date as date) + interval '6 months' as date) as date",
    { date },
  )
  return row?.date ?? ''
}
const isForgotten = async ({ id }: Visit) => {
  const rows = await query(db, 'select from visits where id = :id and forgotten_at is not null', { id })
  return rows.length > 0
}
const countOf = async (table: string, condition = 'true') => {
  const [row] = await query<{ count: number }>(
    owner,
    `select count(*) as count from ${table} where ${condition}`,
  )
  return row?.count ?? 0
}
const withoutNone = (gone: Record<string, number>) =>
  Object.fromEntries(Object.entries(gone).filter(([, rows]) => rows > 0))

test('forgets drafts, sessions and counts whose time is over, and no others', async () => {
  const now = new Date('2026-11-18T10:00:00Z')
  const [old, live] = [randomUUID(), randomUUID()]
  await query(
    db,
    `insert into drafts (id, owner, journey, answers, created_at, last_used_at) values
       (:old, 'someone', 'public', '{}', '2026-11-17T08:00Z', '2026-11-17T10:00Z'),
       (:live, 'someone', 'public', '{}', '2026-11-17T08:00Z', '2026-11-17T10:01Z')`,
    { old, live },
  )
  await query(
    db,
    `insert into sessions (sid, sess, expire) values
       ('old', '{}', timestamptz '2026-11-18T09:59Z'), ('live', '{}', timestamptz '2026-11-18T10:01Z')`,
  )
  await query(
    db,
    `insert into rate_limits (key, points, expire) values
       ('old', 1, :before), ('live', 1, :after), ('for ever', 1, null)`,
    { before: now.getTime() - 1, after: now.getTime() + 1 },
  )

  const gone = { drafts: 1, sessions: 1, rate_limits: 1 }
  expect(withoutNone(await countForgettable(db, now))).toEqual(gone)
  expect(withoutNone(await forgetOld(db, now))).toEqual(gone)
  expect(await query(db, 'select id from drafts')).toEqual([{ id: live }])
  expect(await query(db, 'select sid from sessions')).toEqual([{ sid: 'live' }])
  expect(await query(db, 'select key from rate_limits order by key')).toEqual([
    { key: 'for ever' },
    { key: 'live' },
  ])
  expect(withoutNone(await forgetOld(db, now))).toEqual({})
})

describe('a visit', () => {
  test('is known for six months after its date in London, and not a day longer', async () => {
    const visit = await aDecidedVisit(db)
    const last = await sixMonthsAfter(lastDateOf(visit))
    await forgetOld(db, early(last))
    await forgetOld(db, new Date(`${last}T22:59:00Z`))
    expect(await isForgotten(visit)).toBe(false)
    await forgetOld(db, early(addDays(last, 1)))
    expect(await isForgotten(visit)).toBe(true)
  })

  test('is known for six months after the latest date that it asked for, or was moved to', async () => {
    const [first, , , later] = await bookableSlots(db)
    const asked = await aDecidedVisit(db, {}, { slotIds: [first?.id ?? 0, later?.id ?? 0] })
    const moved = await aDecidedVisit(db, {}, { slotIds: [first?.id ?? 0], prisonNumber: 'B1234BC' })
    await query(db, 'update visits set slot_id = :later, version = version + 1 where id = :id', {
      id: moved.id,
      later: later?.id,
    })
    const last = await sixMonthsAfter(later?.date ?? '')
    await forgetOld(db, early(last))
    expect([await isForgotten(asked), await isForgotten(moved)]).toEqual([false, false])
    await forgetOld(db, early(addDays(last, 1)))
    expect([await isForgotten(asked), await isForgotten(moved)]).toEqual([true, true])
  })

  test('is known as long as the dates that a change asked for', async () => {
    const [first, , , later] = await bookableSlots(db)
    const visit = await aDecidedVisit(db, {}, { slotIds: [first?.id ?? 0] })
    const change = await aChange(visit, later?.id ?? 0)
    const last = await sixMonthsAfter(later?.date ?? '')
    await forgetOld(db, early(addDays(last, 1)))
    expect(await isForgotten(visit)).toBe(false)
    await query(db, "update visit_changes set status = 'refused' where id = :change", { change })
    await forgetOld(db, early(last))
    expect(await isForgotten(visit)).toBe(false)
    await forgetOld(db, early(addDays(last, 1)))
    expect(await isForgotten(visit)).toBe(true)
  })

  test('that nobody has decided is left to be ended first', async () => {
    const visit = await aRequest(db)
    await forgetOld(db, early('2027-11-01'))
    expect(await isForgotten(visit)).toBe(false)
  })

  test('leaves what is counted, and nothing of anybody', async () => {
    const visit = await aDecidedVisit(db, { message: 'Come early', bookingReference: 'LEI-42' }, everything)
    await surround(visit)
    const counted = `reference, place_id, visit_type, status, version, channel, language, requested_at, answer_by,
      expires_on, held_slot_id, slot_id, during, closed_visit, decided_at`
    const read = () =>
      query(
        db,
        `select ${counted}, (select json_agg(choice) from visit_choices as choice where visit_id = id) from visits`,
      )
    const slots = () => query(db, 'select id, booked, held, capacity from slots where booked + held > 0')
    const before = [await read(), await slots()]
    const now = early('2027-11-01')
    expect(withoutNone(await countForgettable(db, now))).toMatchObject({ visits: 1 })
    expect(await forgetOld(db, now)).toMatchObject({ visits: 1 })

    expect([await read(), await slots()]).toEqual(before)
    const tables = 'visit_visitors visit_claims visit_links visit_notes visit_messages visit_flags'.split(' ')
    for (const table of [...tables, 'visit_change_visitors', 'drafts']) expect(await countOf(table)).toBe(0)
    for (const table of ['visit_changes', 'visit_change_choices']) expect(await countOf(table)).toBe(1)
    expect(await countOf('visit_changes', 'draft_id is not null')).toBe(0)
    expect(await query(db, 'select allowance_renews_on from visits')).toEqual([{ allowance_renews_on: null }])
    expect(withoutNone(await forgetOld(db, now))).toEqual({})
  })

  const everything = {
    party: [gwen, child],
    mobile: '+447700900123',
    wantsTexts: true,
    support: { other: 'A ramp' },
  }

  async function aChange(visit: Visit, slotId: number): Promise<number> {
    const [row] = await query<{ id: number }>(
      db,
      `with change as (
         insert into visit_changes (visit_id, draft_id, requested_at, answer_by, expires_on)
         values (:id, :draftId, now(), '2026-11-23', '2026-12-24') returning id),
       visitor as (
         insert into visit_change_visitors select id, 0, 'Gwen', 'Example', '1985-06-15' from change),
       choice as (insert into visit_change_choices select id, 1, :slotId from change)
       select id from change`,
      { id: visit.id, draftId: randomUUID(), slotId },
    )
    return row?.id ?? 0
  }

  /** Everything that can lie with a visit. */
  async function surround(visit: Visit): Promise<void> {
    const [id, person] = [visit.id, await aClerk(db)]
    const change = await aChange(visit, (await bookableSlots(db))[1]?.id ?? 0)
    await query(db, "update visit_changes set status = 'refused' where id = :change", { change })
    await query(
      db,
      `insert into visit_links (secret_hash, visit_id, created_at) values (sha256('a link'), :id, now())`,
      { id },
    )
    await query(
      db,
      `insert into visit_notes (visit_id, person_id, at, text) values (:id, :person, now(), 'Note')`,
      {
        id,
        person,
      },
    )
    await query(
      db,
      `insert into visit_messages (event_id, visit_id, text)
       select min(id), visit_id, 'Words' from visit_events where visit_id = :id group by visit_id`,
      { id },
    )
    await query(
      db,
      `insert into visit_flags (visit_id, why, raised_at, raised_by, settled_at, settled_by, settlement, settled_because)
       values (:id, 'visitor_banned', now(), :person, now(), :person, 'kept', 'Because of Gwen')`,
      { id, person },
    )
    await query(
      db,
      `insert into drafts (id, owner, journey, answers, created_at, last_used_at, visit_id, changes_visit_id)
       values (:first, 'someone', 'public', '{}', now(), now() + interval '9 years', :id, null),
         (:second, 'someone', 'change', '{}', now(), now() + interval '9 years', null, :id)`,
      { id, first: randomUUID(), second: randomUUID() },
    )
  }
})
