import fc from 'fast-check'
import {
  addDays,
  datesBetween,
  isRealDate,
  isoWeekday,
  londonDate,
  londonInstant,
  londonTime,
} from '../../src/domain/dates.ts'

const day = fc.integer({ min: 0, max: 36_524 }).map((n) => addDays('2000-01-01', n))
const instant = fc.date({
  min: new Date('2000-01-01T00:00Z'),
  max: new Date('2099-12-31T23:59Z'),
  noInvalidDate: true,
})
const twoDigits = (n: number) => String(n).padStart(2, '0')
const minute = fc.integer({ min: 0, max: 1439 })
const clockTime = minute.map((n) => `${twoDigits(Math.floor(n / 60))}:${twoDigits(n % 60)}`)

/** The last Sunday of March or October, when the clocks change. */
function clockChange(year: number, month: '03' | '10'): string {
  const last = `${String(year)}-${month}-31`
  return addDays(last, -(isoWeekday(last) % 7))
}

describe('isRealDate', () => {
  test.each(['2026-12-04', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(isRealDate(text)).toBe(true)
  })

  test.each([
    ...['2026-02-29', '1900-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'],
    ...[
      '2026-1-1',
      '0000-01-01',
      '',
      'today',
      '2026-12-04T00:00',
      ' 2026-12-04',
      '+02026-12-04',
      '04/12/2026',
    ],
  ])('refuses "%s"', (text) => {
    expect(isRealDate(text)).toBe(false)
  })
})

describe('addDays', () => {
  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-10-26', -2, '2026-10-24'],
    ['2026-10-25', 0, '2026-10-25'],
  ])('%s and %i days is %s', (date, n, expected) => {
    expect(addDays(date, n)).toBe(expected)
  })

  test('throws for what is no date', () => {
    expect(() => addDays('soon', 1)).toThrow(RangeError)
  })

  test('goes there and back, by real dates, a weekday at a time', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (date, n) => {
        expect(addDays(addDays(date, n), -n)).toBe(date)
        expect(isRealDate(addDays(date, n))).toBe(true)
        expect(isoWeekday(addDays(date, 1))).toBe((isoWeekday(date) % 7) + 1)
      }),
    )
  })
})

test.each([
  ['2026-12-04', 5],
  ['2026-12-06', 7],
  ['2026-12-07', 1],
  ['2024-02-29', 4],
])('%s is weekday %i', (date, weekday) => {
  expect(isoWeekday(date)).toBe(weekday)
})

describe('datesBetween', () => {
  test('includes both ends and a clock change', () => {
    expect(datesBetween('2026-03-28', '2026-03-30')).toEqual(['2026-03-28', '2026-03-29', '2026-03-30'])
    expect(datesBetween('2026-10-24', '2026-10-26')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26'])
    expect(datesBetween('2026-03-28', '2026-03-28')).toEqual(['2026-03-28'])
  })

  test('is empty when the last date is before the first', () => {
    expect(datesBetween('2026-03-28', '2026-03-27')).toEqual([])
    expect(datesBetween('2026-03-28', '2026-01-01')).toEqual([])
  })

  test('has one date a day, in order, without gaps', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (first, n) => {
        const dates = datesBetween(first, addDays(first, n))
        expect(dates).toEqual(Array.from({ length: n + 1 }, (_, k) => addDays(first, k)))
      }),
    )
  })
})

describe('London', () => {
  test.each([
    ['winter', '2026-12-04', '14:00', '2026-12-04T14:00:00.000Z'],
    ['summer', '2026-07-04', '14:00', '2026-07-04T13:00:00.000Z'],
    ['midnight in summer', '2026-07-04', '00:00', '2026-07-03T23:00:00.000Z'],
    ['the last minute before the clocks go forward', '2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['the first minute after it', '2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
    ['the last minute before the clocks go back', '2026-10-25', '00:59', '2026-10-24T23:59:00.000Z'],
    ['the first of the two hours', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['after both hours', '2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
  ])('shows and knows %s', (_, date, time, instant) => {
    expect(londonInstant(date, time).toISOString()).toBe(instant)
    expect(londonDate(new Date(instant))).toBe(date)
    expect(londonTime(new Date(instant))).toBe(time)
  })

  test('takes a time in the skipped hour as one hour later on the clock', () => {
    expect(londonTime(londonInstant('2026-03-29', '01:30'))).toBe('02:30')
  })

  test('shows both hours of the clock change in October alike', () => {
    expect(londonTime(new Date('2026-10-25T00:30Z'))).toBe('01:30')
    expect(londonTime(new Date('2026-10-25T01:30Z'))).toBe('01:30')
  })

  test('throws for what is no date or time', () => {
    expect(() => londonInstant('2026-13-01', '10:00')).toThrow(RangeError)
    expect(() => londonInstant('2026-12-01', '10')).toThrow(RangeError)
  })

  test('gives the date and time back for every date and time outside the skipped hour', () => {
    fc.assert(
      fc.property(day, clockTime, (date, time) => {
        const isSkipped = date === clockChange(Number(date.slice(0, 4)), '03') && time.startsWith('01')
        const found = londonInstant(date, time)
        expect(londonDate(found)).toBe(date)
        expect(londonTime(found) === time).toBe(!isSkipped)
      }),
    )
  })

  test('finds the instant again to the minute, or the first of two that look alike', () => {
    fc.assert(
      fc.property(instant, (moment) => {
        const found = londonInstant(londonDate(moment), londonTime(moment)).getTime()
        const toTheMinute = Math.floor(moment.getTime() / 60_000) * 60_000
        expect([0, 3_600_000]).toContain(toTheMinute - found)
      }),
    )
  })

  test('has 23 hours on the March change, 25 on the October change and 24 on the days around', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2099 }), (year) => {
        const hours = (date: string) =>
          (londonInstant(addDays(date, 1), '00:00').getTime() - londonInstant(date, '00:00').getTime()) /
          3_600_000
        const march = clockChange(year, '03')
        const october = clockChange(year, '10')
        expect([-1, 0, 1].map((n) => hours(addDays(march, n)))).toEqual([24, 23, 24])
        expect([-1, 0, 1].map((n) => hours(addDays(october, n)))).toEqual([24, 25, 24])
      }),
    )
  })
})
