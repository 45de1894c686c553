/** The database refuses a timetable, a slot or a history that must never be: proved in SQL, as the application's own role. */
import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { insertPlaceEvent } from '../../src/store/placeEvents.ts'
import { aClerk, aPlace, aRequest, bookableSlots, forgetChanges } from '../builders.ts'
import { clock } from '../clock.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database
let placeId: number

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  placeId = (await aPlace(db)).id
})
beforeEach(() => forgetChanges(owner))

const sql = (statement: string) => query(db, statement, { placeId })

describe('the weekly pattern', () => {
  const insert = (values: string) =>
    sql(
      `insert into timetable_times (place_id, visit_type, weekday, starts, ends, wanted, valid_from, valid_to)
       values (:placeId, ${values})`,
    )

  test.each([
    ['a time within another', "'social', 2, '14:30', '14:45', 1, '2027-01-01', null", 'do_not_overlap'],
    [
      'a time that ends before it starts',
      "'social', 4, '14:00', '13:00', 1, '2027-01-01', null",
      'end_after_start',
    ],
    [
      'validity that runs backwards',
      "'social', 4, '14:00', '15:00', 1, '2027-01-02', '2027-01-01'",
      'valid_in_order',
    ],
    ['fewer places than none', "'social', 4, '14:00', '15:00', -1, '2027-01-01', null", 'wanted'],
    ['an eighth weekday', "'social', 8, '14:00', '15:00', 1, '2027-01-01', null", 'weekday'],
    ['a type that is none', "'other', 4, '14:00', '15:00', 1, '2027-01-01', null", 'visit_type'],
  ])('refuses %s', async (_what, values, constraint) => {
    await expect(insert(values)).rejects.toThrow(constraint)
  })

  test('takes a time beside another, of another type, or of other months', async () => {
    await insert("'social', 2, '15:00', '15:30', 1, '2026-01-01', null")
    await insert("'official_video', 2, '14:00', '15:00', 1, '2026-01-01', null")
    await insert("'social', 2, '14:00', '15:00', 1, '2025-01-01', '2025-12-31'")
    const overlapping = "update timetable_times set valid_to = '2026-01-01' where valid_to = '2025-12-31'"
    await expect(sql(overlapping)).rejects.toThrow('timetable_times_do_not_overlap')
  })
})

test('refuses exceptions that overlap or run backwards, and closures that run backwards', async () => {
  const exception = (hours: string) =>
    sql(
      `insert into timetable_exceptions (place_id, visit_type, date, starts, ends, wanted)
       values (:placeId, 'social', '2026-12-24', ${hours}, 4)`,
    )
  await exception("'09:00', '10:00'")
  await exception("'10:00', '11:00'")
  await expect(exception("'09:30', '10:30'")).rejects.toThrow('timetable_exceptions_do_not_overlap')
  await expect(exception("'13:00', '12:00'")).rejects.toThrow('timetable_exceptions_end_after_start')
  const closure =
    "insert into closures (place_id, first_date, last_date) values (:placeId, '2026-12-02', '2026-12-01')"
  await expect(sql(closure)).rejects.toThrow('closures_in_order')
})

describe('slots', () => {
  test.each([
    "update slots set starts_at = starts_at + interval '1 hour'",
    'update slots set date = date + 1',
    'update slots set booked = 1',
    'update slots set held = 1',
    'update slots set capacity = 100',
    'insert into slots (place_id, visit_type, date, starts_at, ends_at, wanted, booked) select place_id, visit_type, date, starts_at, ends_at, wanted, 1 from slots',
  ])('keep what the application may not change: %s', async (statement) => {
    await expect(sql(statement)).rejects.toThrow('permission denied')
  })

  test('in use keep their end, even for the owner their start, and cannot be deleted', async () => {
    const visit = await aRequest(db)
    const id = visit.heldSlotId ?? 0
    const change = (set: string) => `update slots set ${set} where id = ${id}`
    await expect(sql(change("ends_at = ends_at + interval '1 hour'"))).rejects.toThrow('keeps its times')
    await expect(owner.raw(change("starts_at = starts_at - interval '1 hour'"))).rejects.toThrow(
      'keeps its times',
    )
    await expect(sql(`delete from slots where id = ${id}`)).rejects.toThrow('foreign key')
  })

  test('start once, on the date that they say, and end later', async () => {
    const [slot] = await bookableSlots(db)
    const copy = (start: string, end: string, date = 'date') =>
      sql(
        `insert into slots (place_id, visit_type, date, starts_at, ends_at, wanted)
         select place_id, visit_type, ${date}, ${start}, ${end}, 1 from slots where id = ${slot?.id}`,
      )
    await expect(copy('starts_at', 'ends_at')).rejects.toThrow('slots_start_once')
    await expect(copy("starts_at + interval '5 minutes'", 'starts_at')).rejects.toThrow(
      'slots_end_after_start',
    )
    await expect(copy("starts_at + interval '5 minutes'", 'ends_at', 'date + 1')).rejects.toThrow(
      'slots_date_is_london',
    )
  })
})

describe('the history of a place', () => {
  const event = async (why: string) =>
    insertPlaceEvent(db, {
      placeId,
      at: clock.now(),
      what: 'closed',
      personId: await aClerk(db),
      before: null,
      after: { closures: [] },
      why,
    })

  test.each(["update place_events set why = ''", 'delete from place_events', 'truncate place_events'])(
    'is only added to: %s',
    async (statement) => {
      await event('Training')
      await expect(sql(statement)).rejects.toThrow('permission denied')
    },
  )

  test('has a reason of at most 500 characters', async () => {
    await event('x'.repeat(500))
    await expect(event('x'.repeat(501))).rejects.toThrow('place_events_why_check')
  })
})

test.each(['slug', 'code', 'name'])('refuses to give a place another %s', async (column) => {
  await expect(sql(`update places set ${column} = 'other' where id = :placeId`)).rejects.toThrow(
    'permission denied',
  )
})
