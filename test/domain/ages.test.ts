import fc from 'fast-check'
import { ageOn } from '../../src/domain/ages.ts'
import { addDays } from '../../src/domain/dates.ts'

test.each([
  ['2008-12-04', '2026-12-03', 17, 'the day before the birthday'],
  ['2008-12-04', '2026-12-04', 18, 'the birthday'],
  ['2008-12-04', '2026-12-05', 18, 'the day after'],
  ['2008-02-29', '2026-02-28', 17, '28 February of a common year'],
  ['2008-02-29', '2026-03-01', 18, '1 March of a common year'],
  ['2008-02-29', '2028-02-28', 19, '28 February of a leap year'],
  ['2008-02-29', '2028-02-29', 20, '29 February of a leap year'],
  ['2026-12-04', '2026-12-04', 0, 'the day of birth'],
  ['1906-12-04', '2026-12-04', 120, 'a very old person'],
])('born %s is, on %s, %i (%s)', (dateOfBirth, date, age) => {
  expect(ageOn(dateOfBirth, date)).toBe(age)
})

test('grows by one on one day of every year and never falls', () => {
  const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1925-01-01', n))
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 90 }), (dateOfBirth, years) => {
      const year = Number(dateOfBirth.slice(0, 4)) + years
      const days = Array.from({ length: 366 }, (_, n) => addDays(`${String(year)}-01-01`, n))
      const ages = days
        .filter((date) => date.startsWith(String(year)))
        .map((date) => ageOn(dateOfBirth, date))
      expect(ages).toEqual(ages.toSorted((a, b) => a - b))
      expect(ages.at(-1)).toBe(years)
    }),
  )
})
