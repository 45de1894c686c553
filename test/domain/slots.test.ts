import fc from 'fast-check'
import { freePlaces, nearestFree, slotTimesOn } from '../../src/domain/slots.ts'
import type { SlotPlan, TimetableEntry } from '../../src/domain/slots.ts'

const friday = '2026-12-04'
const morning = { starts: '09:30', ends: '11:00', wanted: 10 }
const afternoon = { starts: '14:00', ends: '16:00', wanted: 20 }

function weekly(entry: Partial<TimetableEntry>): TimetableEntry {
  return { ...afternoon, weekday: 5, validFrom: '2026-01-01', validTo: null, ...entry }
}

function timesOn(date: string, plan: Partial<SlotPlan>) {
  return slotTimesOn(date, { timetable: [], exceptions: [], closures: [], ...plan })
}

describe('slotTimesOn', () => {
  test('takes the times of the weekday, in order of time', () => {
    const timetable = [weekly({}), weekly(morning), weekly({ weekday: 6, starts: '10:00', ends: '11:00' })]
    expect(timesOn(friday, { timetable })).toEqual([morning, afternoon])
  })

  test('has none on a weekday without visits', () => {
    expect(timesOn('2026-12-07', { timetable: [weekly({})] })).toEqual([])
  })

  test.each([
    ['the first valid day', { validFrom: friday }, true],
    ['the last valid day', { validTo: friday }, true],
    ['a day before the pattern starts', { validFrom: '2026-12-05' }, false],
    ['a day after the pattern ends', { validTo: '2026-12-03' }, false],
  ])('judges %s', (_, validity, hasVisits) => {
    expect(timesOn(friday, { timetable: [weekly(validity)] })).toHaveLength(hasVisits ? 1 : 0)
  })

  test('follows a change of the pattern from one day to the next', () => {
    const timetable = [weekly({ validTo: '2026-12-04' }), weekly({ ...morning, validFrom: '2026-12-05' })]
    expect(timesOn('2026-12-04', { timetable })).toEqual([afternoon])
    expect(timesOn('2026-12-11', { timetable })).toEqual([morning])
  })

  test('lets an exception replace all times of its date, and of no other', () => {
    const timetable = [weekly({}), weekly(morning)]
    const exceptions = [{ date: friday, starts: '13:00', ends: '15:00', wanted: 5 }]
    expect(timesOn(friday, { timetable, exceptions })).toEqual([
      { starts: '13:00', ends: '15:00', wanted: 5 },
    ])
    expect(timesOn('2026-12-11', { timetable, exceptions })).toEqual([morning, afternoon])
  })

  test('lets an exception add visits on a weekday without any', () => {
    expect(timesOn('2026-12-07', { exceptions: [{ date: '2026-12-07', ...morning }] })).toEqual([morning])
  })

  test.each([
    ['that day', { from: friday, to: friday, starts: null }, []],
    ['a range that starts that day', { from: friday, to: '2026-12-31', starts: null }, []],
    ['a range that ends that day', { from: '2026-12-01', to: friday, starts: null }, []],
    ['the day before', { from: '2026-12-03', to: '2026-12-03', starts: null }, [morning, afternoon]],
    ['the day after', { from: '2026-12-05', to: '2026-12-05', starts: null }, [morning, afternoon]],
    ['one slot', { from: friday, to: friday, starts: '09:30' }, [afternoon]],
    ['a slot that is not there', { from: friday, to: friday, starts: '10:00' }, [morning, afternoon]],
  ])('applies a closure of %s', (_, closure, expected) => {
    expect(timesOn(friday, { timetable: [weekly({}), weekly(morning)], closures: [closure] })).toEqual(
      expected,
    )
  })

  test('closes exceptions too', () => {
    const closures = [{ from: friday, to: friday, starts: null }]
    expect(timesOn(friday, { exceptions: [{ date: friday, ...morning }], closures })).toEqual([])
  })

  test('removes nothing on a bank holiday', () => {
    expect(timesOn('2026-12-25', { timetable: [weekly({})] })).toEqual([afternoon])
  })

  test('keeps a time with no places wanted, so that it can be shown as full', () => {
    expect(timesOn(friday, { timetable: [weekly({ wanted: 0 })] })).toEqual([{ ...afternoon, wanted: 0 }])
  })
})

test.each([
  [{ wanted: 10, booked: 3, held: 2 }, 5],
  [{ wanted: 10, booked: 8, held: 2 }, 0],
  [{ wanted: 5, booked: 8, held: 2 }, 0],
  [{ wanted: 0, booked: 0, held: 0 }, 0],
])('%j leaves %i free', (slot, free) => {
  expect(freePlaces(slot)).toBe(free)
})

describe('nearestFree', () => {
  const at = (day: number, hour = 14) => ({ startsAt: new Date(Date.UTC(2026, 11, day, hour)) })

  test('takes the nearest on both sides, in date order', () => {
    expect(nearestFree([at(20), at(12), at(8), at(1), at(11)], new Date(Date.UTC(2026, 11, 10, 14)))).toEqual(
      [at(8), at(11), at(12)],
    )
  })

  test('prefers the earlier of two equally near', () => {
    expect(nearestFree([at(12), at(8)], new Date(Date.UTC(2026, 11, 10, 14)), 1)).toEqual([at(8)])
  })

  test('gives what there is when there is less', () => {
    expect(nearestFree([], new Date(0))).toEqual([])
    expect(nearestFree([at(3), at(2)], new Date(0))).toEqual([at(2), at(3)])
  })

  test('leaves out none that is nearer than one it gives, and keeps the list as it was', () => {
    const startsAt = fc
      .integer({ min: 0, max: 500 })
      .map((hours) => ({ startsAt: new Date(hours * 3_600_000) }))
    fc.assert(
      fc.property(fc.array(startsAt), fc.integer({ min: 0, max: 500 }), (slots, hours) => {
        const wanted = new Date(hours * 3_600_000)
        const before = [...slots]
        const chosen = nearestFree(slots, wanted)
        const away = (slot: { startsAt: Date }) => Math.abs(slot.startsAt.getTime() - wanted.getTime())
        const farthest = Math.max(...chosen.map(away))
        expect(slots).toEqual(before)
        expect(chosen).toHaveLength(Math.min(3, slots.length))
        expect(slots.filter((slot) => !chosen.includes(slot)).every((slot) => away(slot) >= farthest)).toBe(
          true,
        )
        expect(chosen).toEqual(chosen.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()))
      }),
    )
  })
})
