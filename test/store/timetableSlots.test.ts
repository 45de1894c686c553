/** The slots of all places follow their timetables, and nothing that people use is changed unseen. */
import { decideVisit } from '../../src/actions/decideVisit.ts'
import { makeSlots } from '../../src/actions/makeSlots.ts'
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import {
  aClerk,
  aDecidedVisit,
  aDecision,
  aPlace,
  aRequest,
  bookableSlots,
  forgetChanges,
} from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database
let placeId: number

const tuesday = '2026-11-24'

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  placeId = (await aPlace(db)).id
})
beforeEach(async () => {
  clock.set('2026-11-18T10:00:00Z')
  await forgetChanges(owner)
})

const allSlots = () =>
  query<object>(
    db,
    `select id, place_id, visit_type, date, starts_at, ends_at, wanted, booked, held, capacity from slots order by id`,
  )

const sql = (statement: string) => query(db, statement, { placeId })

const socialOn = (date: string) =>
  query<{ id: number; at: string; ends: string; wanted: number }>(
    db,
    `select id, to_char(starts_at at time zone 'Europe/London', 'HH24:MI') as at,
       to_char(ends_at at time zone 'Europe/London', 'HH24:MI') as ends, wanted
     from slots where place_id = :placeId and visit_type = 'social' and date = :date order by starts_at`,
    { placeId, date },
  )

const countOf = async (where: string) =>
  (await query(db, `select from slots where ${where}`, { placeId })).length

test('stay the same however often they are made', async () => {
  const before = await allSlots()
  await makeSlots(db, clock.now())
  expect(await allSlots()).toEqual(before)
})

test('are made once by two workers at once', async () => {
  const before = (await allSlots()).map((slot) => ({ ...slot, id: null }))
  await owner.raw('delete from slots')
  await Promise.all([makeSlots(db, clock.now()), makeSlots(db, clock.now())])
  const byKey = (rows: object[]) => rows.map((row) => JSON.stringify({ ...row, id: null })).sort()
  expect(byKey(await allSlots())).toEqual(byKey(before))
  const made = await allSlots()
  await makeSlots(db, clock.now())
  expect(await allSlots()).toEqual(made)
})

test('get new days as time goes on, and keep the old', async () => {
  await makeSlots(db, new Date('2026-11-19T00:30:00Z'))
  expect(await countOf("place_id = :placeId and date = '2026-12-03'")).toBeGreaterThan(0)
  expect(await countOf("place_id = :placeId and date = '2026-11-18'")).toBeGreaterThan(0)
})

test('keep their ids when their end or places change', async () => {
  const before = await socialOn(tuesday)
  await sql(
    "update timetable_times set ends = '15:15', wanted = 3 where place_id = :placeId and starts = '14:00'",
  )
  await makeSlots(db, clock.now())
  expect(await socialOn(tuesday)).toEqual([
    { id: before[0]?.id, at: '14:00', ends: '15:15', wanted: 3 },
    ...before.slice(1),
  ])
})

describe('without a plan', () => {
  const endTimes = () => sql("update timetable_times set valid_to = '2026-11-18' where place_id = :placeId")

  test('go where nobody uses or names them', async () => {
    await endTimes()
    await makeSlots(db, clock.now())
    expect(await socialOn(tuesday)).toEqual([])
    expect(await countOf("place_id = :placeId and date = '2026-11-18'")).toBeGreaterThan(0)
  })

  test('stay as they are where a visit has, holds or asks for them', async () => {
    await aDecidedVisit(db)
    const [, second, third] = await bookableSlots(db)
    await aRequest(db, { prisonNumber: 'B1234BC', slotIds: [second?.id ?? 0, third?.id ?? 0] })
    const before = await socialOn(tuesday)
    await endTimes()
    await makeSlots(db, clock.now())
    expect(await socialOn(tuesday)).toEqual(before)
  })

  test('stay without places where only an old visit or a flag names them', async () => {
    const visit = await aDecidedVisit(db, { decision: 'reject', reasons: ['prisoner_moved'] })
    const [first, second] = await socialOn(tuesday)
    const personId = await aClerk(db)
    await query(
      db,
      `insert into visit_flags (visit_id, why, slot_id, raised_at, raised_by)
       values (:visit, 'slot_closed', :slot, :now, :personId)`,
      { visit: visit.id, slot: second?.id, now: clock.now(), personId },
    )
    await endTimes()
    await makeSlots(db, clock.now())
    expect(await socialOn(tuesday)).toEqual([
      { ...first, wanted: 0 },
      { ...second, wanted: 0 },
    ])
    await sql('update timetable_times set valid_to = null where place_id = :placeId')
    await makeSlots(db, clock.now())
    expect((await socialOn(tuesday)).map(({ wanted }) => wanted)).toEqual([16, 16, 16])
  })

  test('go on with the places that the manager wanted once the request is decided', async () => {
    const { id } = await aRequest(db)
    await sql("update timetable_times set wanted = 5 where place_id = :placeId and starts = '14:00'")
    await makeSlots(db, clock.now())
    expect((await socialOn(tuesday))[0]?.wanted).toBe(16)
    const form = aDecision({ decision: 'reject', reasons: ['prisoner_moved'] })
    await decideVisit(db, { visitId: id, version: 1, personId: await aClerk(db), form }, clock.now())
    await makeSlots(db, clock.now())
    expect((await socialOn(tuesday))[0]?.wanted).toBe(5)
  })
})

test('of a place that takes no bookings go, except those in use', async () => {
  const { heldSlotId } = await aRequest(db)
  await sql("update places set bookable = false, not_bookable_reason = 'closed' where id = :placeId")
  await makeSlots(db, clock.now())
  const left = await query(db, 'select id from slots where place_id = :placeId and starts_at > :now', {
    placeId,
    now: clock.now(),
  })
  expect(left).toEqual([{ id: heldSlotId }])
  expect(await countOf('place_id <> :placeId')).toBeGreaterThan(3000)
})

test('beyond a window that became shorter go', async () => {
  await sql('update places set booking_window_days = 7 where id = :placeId')
  await makeSlots(db, clock.now())
  expect(await countOf("place_id = :placeId and date > '2026-11-25'")).toBe(0)
  expect(await countOf("place_id = :placeId and date = '2026-11-25'")).toBeGreaterThan(0)
})

describe('around the changes of the clocks', () => {
  test.each([
    ['2026-03-25T10:00:00Z', '2026-03-28', '2026-03-30', 'forward'],
    ['2026-10-21T10:00:00Z', '2026-10-24', '2026-10-26', 'back'],
  ])('keep London’s time: %s', async (now, before, after) => {
    await makeSlots(db, new Date(now))
    for (const date of [before, after]) {
      expect(await socialOn(date)).toContainEqual(expect.objectContaining({ at: '14:00', ends: '15:00' }))
    }
    const rows = await allSlots()
    await makeSlots(db, new Date(now))
    expect(await allSlots()).toEqual(rows)
  })

  test('are one slot where two times come to the same moment', async () => {
    await sql("update timetable_times set valid_to = '2026-03-01' where place_id = :placeId")
    await sql(
      `insert into timetable_times (place_id, visit_type, weekday, starts, ends, wanted, valid_from)
       values (:placeId, 'social', 7, '01:15', '01:45', 4, '2026-03-02'),
         (:placeId, 'social', 7, '02:15', '02:45', 7, '2026-03-02')`,
    )
    const now = new Date('2026-03-25T10:00:00Z')
    await makeSlots(db, now)
    const made = await socialOn('2026-03-29')
    expect(made).toMatchObject([{ at: '02:15', ends: '02:45', wanted: 4 }])
    await makeSlots(db, now)
    expect(await socialOn('2026-03-29')).toEqual(made)
  })
})
