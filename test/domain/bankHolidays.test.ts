import { bankHolidays, lastBankHolidayYear } from '../../src/domain/bankHolidays.ts'
import { addDays, isRealDate, isoWeekday } from '../../src/domain/dates.ts'

const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030]

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easter(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const days = h + l - 7 * m + 114
  return addDays(`${String(year)}-0${String(Math.floor(days / 31))}-01`, days % 31)
}

function firstMondayFrom(date: string): string {
  return addDays(date, (8 - isoWeekday(date)) % 7)
}

function lastMondayUpTo(date: string): string {
  return addDays(date, 1 - isoWeekday(date))
}

/** The days themselves or, on a weekend, the next weekday that none of them has. */
function withSubstitutes(dates: string[]): string[] {
  const taken = dates.filter((date) => isoWeekday(date) <= 5)
  for (const weekend of dates.filter((date) => isoWeekday(date) > 5)) {
    let date = weekend
    while (isoWeekday(date) > 5 || taken.includes(date)) date = addDays(date, 1)
    taken.push(date)
  }
  return taken
}

test.each(years)('lists the eight holidays of %i by the rules of the law', (year) => {
  const y = String(year)
  const expected = [
    ...withSubstitutes([`${y}-01-01`]),
    addDays(easter(year), -2),
    addDays(easter(year), 1),
    firstMondayFrom(`${y}-05-01`),
    lastMondayUpTo(`${y}-05-31`),
    lastMondayUpTo(`${y}-08-31`),
    ...withSubstitutes([`${y}-12-25`, `${y}-12-26`]),
  ]
  expect([...bankHolidays].filter((date) => date.startsWith(y))).toEqual(expected.sort())
})

test.each([
  ['2026-04-03', 'Good Friday'],
  ['2026-12-28', 'for Boxing Day on a Saturday'],
  ['2027-12-27', 'for Christmas Day on a Saturday'],
  ['2027-12-28', 'for Boxing Day on a Sunday'],
  ['2028-01-03', 'for New Year on a Saturday'],
])('lists %s, %s', (date) => {
  expect(bankHolidays.has(date)).toBe(true)
})

test('does not list holidays of Scotland or Northern Ireland alone', () => {
  for (const date of ['2026-01-02', '2026-03-17', '2026-06-15', '2026-08-03', '2026-11-30']) {
    expect(bankHolidays.has(date)).toBe(false)
  }
})

test('holds only weekdays of the years it says it covers', () => {
  expect(lastBankHolidayYear).toBe(years.at(-1))
  expect(bankHolidays.size).toBe(8 * years.length)
  for (const date of bankHolidays) {
    expect(isRealDate(date)).toBe(true)
    expect(isoWeekday(date)).toBeLessThanOrEqual(5)
  }
})
