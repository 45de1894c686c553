import fc from 'fast-check'
import { bankHolidays } from '../../src/domain/bankHolidays.ts'
import { addDays, datesBetween, isoWeekday } from '../../src/domain/dates.ts'
import {
  answerBy,
  bookableDates,
  firstBookableDate,
  isWorkingDay,
  lastBookableDate,
} from '../../src/domain/workingDays.ts'

const weekdaysOnly = { leadDays: 3, bookingWindowDays: 28, worksWeekends: false }
const everyDay = { ...weekdaysOnly, worksWeekends: true }

// 2024 to 2030: two leap days, fourteen clock changes, every listed bank holiday.
const today = fc.integer({ min: 0, max: 2556 }).map((n) => addDays('2024-01-01', n))
const rules = fc.record({
  leadDays: fc.integer({ min: 0, max: 10 }),
  bookingWindowDays: fc.integer({ min: 0, max: 60 }),
  worksWeekends: fc.boolean(),
})

test.each([
  ['2026-12-04', false, true, 'a Friday'],
  ['2026-12-05', false, false, 'a Saturday'],
  ['2026-12-06', false, false, 'a Sunday'],
  ['2026-12-05', true, true, 'a Saturday where weekends are worked'],
  ['2026-12-06', true, true, 'a Sunday where weekends are worked'],
  ['2026-12-25', false, false, 'Christmas'],
  ['2026-12-25', true, false, 'Christmas where weekends are worked'],
  ['2027-12-28', true, false, 'a substitute day where weekends are worked'],
])('%s, weekends worked %s: %s (%s)', (date, worksWeekends, expected) => {
  expect(isWorkingDay(date, worksWeekends)).toBe(expected)
})

describe('answerBy', () => {
  test.each([
    ['a Monday', '2026-11-30', weekdaysOnly, '2026-12-03'],
    ['a Wednesday, over the weekend', '2026-12-02', weekdaysOnly, '2026-12-07'],
    ['a Friday', '2026-12-04', weekdaysOnly, '2026-12-09'],
    ['a Saturday', '2026-12-05', weekdaysOnly, '2026-12-09'],
    ['a Sunday', '2026-12-06', weekdaysOnly, '2026-12-09'],
    ['a Friday where weekends are worked', '2026-12-04', everyDay, '2026-12-07'],
    ['Christmas Eve', '2026-12-24', weekdaysOnly, '2026-12-31'],
    ['Christmas Eve where weekends are worked', '2026-12-24', everyDay, '2026-12-29'],
    ['the Wednesday before Easter', '2026-04-01', weekdaysOnly, '2026-04-08'],
    ['the day before two substitute days', '2027-12-24', weekdaysOnly, '2027-12-31'],
    ['the last days of a year with a moved New Year', '2027-12-30', weekdaysOnly, '2028-01-05'],
    ['the eve of a leap day', '2028-02-28', weekdaysOnly, '2028-03-02'],
    ['the Friday before the clocks change', '2026-03-27', weekdaysOnly, '2026-04-01'],
    ['a place that answers the same day', '2026-12-05', { ...weekdaysOnly, leadDays: 0 }, '2026-12-05'],
  ])('asked on %s', (_, requested, placeRules, expected) => {
    expect(answerBy(requested, placeRules)).toBe(expected)
    expect(firstBookableDate(requested, placeRules)).toBe(addDays(expected, 1))
  })

  test('leaves the prison exactly its lead in working days, and ends on one', () => {
    fc.assert(
      fc.property(today, rules, (date, placeRules) => {
        const due = answerBy(date, placeRules)
        const working = datesBetween(addDays(date, 1), due).filter(
          (each) => !bankHolidays.has(each) && (placeRules.worksWeekends || isoWeekday(each) < 6),
        )
        expect(working).toHaveLength(placeRules.leadDays)
        expect(working.at(-1) ?? date).toBe(due)
      }),
    )
  })

  test('is never earlier for a later request, nor later where weekends are worked', () => {
    fc.assert(
      fc.property(today, rules, (date, placeRules) => {
        expect(answerBy(addDays(date, 1), placeRules) >= answerBy(date, placeRules)).toBe(true)
        const withWeekends = answerBy(date, { ...placeRules, worksWeekends: true })
        expect(withWeekends <= answerBy(date, { ...placeRules, worksWeekends: false })).toBe(true)
      }),
    )
  })
})

describe('bookableDates', () => {
  test('runs from the day after the answer is due to the end of the window', () => {
    const dates = bookableDates('2026-12-04', weekdaysOnly)
    expect(dates[0]).toBe('2026-12-10')
    expect(dates.at(-1)).toBe('2027-01-01')
    expect(lastBookableDate('2026-12-04', weekdaysOnly)).toBe('2027-01-01')
  })

  test('keeps weekends and bank holidays, which remove no visits', () => {
    const dates = bookableDates('2026-12-04', weekdaysOnly)
    expect(dates).toEqual(expect.arrayContaining(['2026-12-12', '2026-12-13', '2026-12-25', '2026-12-28']))
  })

  test('is empty when the lead is longer than the window', () => {
    expect(bookableDates('2026-12-24', { leadDays: 3, bookingWindowDays: 7, worksWeekends: false })).toEqual(
      [],
    )
  })

  test('holds every date after the answer and within the window, and no other', () => {
    fc.assert(
      fc.property(today, rules, (date, placeRules) => {
        const due = answerBy(date, placeRules)
        const last = addDays(date, placeRules.bookingWindowDays)
        const expected = datesBetween(date, addDays(date, 90)).filter((each) => each > due && each <= last)
        expect(bookableDates(date, placeRules)).toEqual(expected)
      }),
    )
  })
})
