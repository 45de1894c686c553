import { query } from '../../src/store/database.ts'
import type { Database } from '../../src/store/database.ts'
import { listOccupancy, readTimetable } from '../../src/store/timetables.ts'
import { aDecidedVisit, aPlace, aRequest, bookableSlots, forgetChanges } from '../builders.ts'
import { testDatabase } from '../database.ts'

let db: Database
let owner: Database
let placeId: number

beforeAll(async () => {
  ;({ db, owner } = await testDatabase())
  placeId = (await aPlace(db)).id
})
beforeEach(() => forgetChanges(owner))

describe('a timetable', () => {
  test('has what is current or to come, with the version and all ids', async () => {
    await query(db, 'delete from timetable_times where place_id = :placeId', { placeId })
    await query(
      db,
      `insert into timetable_times (place_id, visit_type, weekday, starts, ends, wanted, valid_from, valid_to)
       values (:placeId, 'social', 2, '14:00', '15:00', 3, '2026-01-01', '2026-11-17'),
         (:placeId, 'social', 2, '09:00', '10:00', 4, '2027-01-01', null),
         (:placeId, 'social', 2, '14:00', '15:30', 5, '2026-11-18', '2026-11-18')`,
      { placeId },
    )
    await query(
      db,
      `insert into timetable_exceptions (place_id, visit_type, date, starts, ends, wanted)
       values (:placeId, 'social', '2026-11-17', '14:00', '15:00', 3),
         (:placeId, 'official_video', '2026-11-18', '14:00', '15:00', 3)`,
      { placeId },
    )
    await query(db, "update closures set first_date = '2026-11-01', last_date = '2026-11-17'")
    await query(
      db,
      `insert into closures (place_id, first_date, last_date, starts, reason)
       values (:placeId, '2026-11-01', '2026-11-18', '14:00', 'Training')`,
      { placeId },
    )
    const id = expect.any(Number) as number
    const time = { id, visitType: 'social', weekday: 2 }
    expect(await readTimetable(db, placeId, '2026-11-18')).toEqual({
      version: 1,
      times: [
        { ...time, starts: '09:00', ends: '10:00', wanted: 4, validFrom: '2027-01-01', validTo: null },
        {
          ...time,
          starts: '14:00',
          ends: '15:30',
          wanted: 5,
          validFrom: '2026-11-18',
          validTo: '2026-11-18',
        },
      ],
      exceptions: [
        { id, visitType: 'official_video', date: '2026-11-18', starts: '14:00', ends: '15:00', wanted: 3 },
      ],
      closures: [
        { id, visitType: null, from: '2026-11-01', to: '2026-11-18', starts: '14:00', reason: 'Training' },
      ],
    })
  })

  test('of no place is an error', async () => {
    await expect(readTimetable(db, 99_999, '2026-11-18')).rejects.toThrow('No place 99999')
  })
})

describe('occupancy', () => {
  const day = '2026-11-24'
  const social = async (from = day, to = day) =>
    (await listOccupancy(db, placeId, from, to)).filter(({ visitType }) => visitType === 'social')

  test('counts what is booked, held and free of every slot', async () => {
    await aDecidedVisit(db)
    await aRequest(db, { prisonNumber: 'B1234BC' })
    const [first, second] = await bookableSlots(db)
    await query(db, 'update slots set wanted = 1 where id = :id', { id: first?.id })
    expect(await social()).toMatchObject([
      { id: first?.id, date: day, wanted: 1, booked: 1, held: 1, free: 0, closed: false },
      { id: second?.id, wanted: 16, booked: 0, held: 0, free: 16, closed: false },
      { wanted: 16 },
    ])
  })

  test.each([
    ['the day', { starts: null, type: null }, [true, true, true]],
    ['one time', { starts: '15:30', type: 'social' }, [false, true, false]],
    ['another type', { starts: null, type: 'official_video' }, [false, false, false]],
  ])('says what is closed by a closure of %s', async (_what, { starts, type }, closed) => {
    await query(
      db,
      `insert into closures (place_id, visit_type, first_date, last_date, starts)
       values (:placeId, :type, '2026-11-23', '2026-11-24', :starts)`,
      { placeId, type, starts },
    )
    expect((await social()).map((slot) => slot.closed)).toEqual(closed)
    expect((await social('2026-11-25', '2026-11-25')).some((slot) => slot.closed)).toBe(false)
  })

  test('has both of its dates, in order', async () => {
    const dates = (await social('2026-11-24', '2026-11-25')).map(({ date }) => date)
    expect(dates).toEqual([...Array<string>(3).fill('2026-11-24'), ...Array<string>(3).fill('2026-11-25')])
    expect(await listOccupancy(db, placeId, '2027-02-01', '2027-02-28')).toEqual([])
  })
})
