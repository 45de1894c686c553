import fc from 'fast-check'
import { dateOfBirthProblem, parseDateParts } from '../../src/domain/dateOfBirth.ts'
import { addDays, isRealDate } from '../../src/domain/dates.ts'

const parts = (day: string, month: string, year: string) => parseDateParts({ day, month, year })

test.each([
  ['4', '12', '1980', '1980-12-04'],
  ['04', '09', '1980', '1980-09-04'],
  [' 4 ', '\t9', '1980\u00a0', '1980-09-04'],
  ['４', '１２', '１９８０', '1980-12-04'],
  ['\u200b4', '\ufeff9', '1980\u202c', '1980-09-04'],
  ['29', '2', '2008', '2008-02-29'],
  ['4', 'december', '1980', '1980-12-04'],
  ['4', 'DEC', '1980', '1980-12-04'],
  ['4', 'Sept', '1980', '1980-09-04'],
  ['4', 'Sept.', '1980', '1980-09-04'],
  ['4', 'Chwefror', '1980', '1980-02-04'],
  ['4', 'Chwef', '1980', '1980-02-04'],
])('reads %s %s %s', (day, month, year, date) => {
  expect(parts(day, month, year)).toEqual({ date })
})

const english = 'January February March April May June July August September October November December'
const welsh = 'Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr'
const welshShort = 'Ion Chwef Maw Ebr Mai Meh Gorff Awst Medi Hyd Tach Rhag'

test.each([english, welsh, welshShort])('reads the months %s, whole and by three letters', (names) => {
  names.split(' ').forEach((name, index) => {
    const date = `1980-${String(index + 1).padStart(2, '0')}-04`
    for (const typed of [name, name.toLowerCase(), name.toUpperCase(), name.slice(0, 3)]) {
      expect(parts('4', typed, '1980')).toEqual({ date })
    }
  })
})

test.each([
  ['nothing', ['', '', ''], 'missing', ['day', 'month', 'year']],
  ['only white space', [' ', '\t', '\u200b'], 'missing', ['day', 'month', 'year']],
  ['no day', ['', '12', '1980'], 'partMissing', ['day']],
  ['no month or year', ['4', ' ', ''], 'partMissing', ['month', 'year']],
  ['no year and an impossible month', ['4', '13', ''], 'partMissing', ['year']],
  ['an impossible month', ['4', '13', '1980'], 'notReal', ['month']],
  ['month 0', ['4', '0', '1980'], 'notReal', ['month']],
  ['no month of that name', ['4', 'Smarch', '1980'], 'notReal', ['month']],
  ['two letters, which name two months', ['4', 'ju', '1980'], 'notReal', ['month']],
  ['day 32', ['32', '12', '1980'], 'notReal', ['day']],
  ['day 0', ['0', '12', '1980'], 'notReal', ['day']],
  ['a day that is no number', ['4th', '12', '1980'], 'notReal', ['day']],
  ['a day with a decimal', ['4.0', '12', '1980'], 'notReal', ['day']],
  ['a negative day', ['-4', '12', '1980'], 'notReal', ['day']],
  ['a year of two digits', ['4', '12', '80'], 'notReal', ['year']],
  ['a year of five digits', ['4', '12', '19800'], 'notReal', ['year']],
  ['year 0', ['4', '12', '0000'], 'notReal', ['year']],
  ['an impossible day and month', ['40', '40', '1980'], 'notReal', ['day', 'month']],
  ['31 June', ['31', '6', '1980'], 'notReal', ['day', 'month']],
  ['30 February', ['30', '2', '2008'], 'notReal', ['day', 'month']],
  ['29 February of a common year', ['29', '2', '2007'], 'notReal', ['day', 'month', 'year']],
  ['everything wrong', ['x', 'y', 'z'], 'notReal', ['day', 'month', 'year']],
])('refuses %s', (_, [day = '', month = '', year = ''], problem, atFault) => {
  expect(parts(day, month, year)).toEqual({ problem, parts: atFault })
})

test('reads every date of 200 years, leap days included', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 73_000 }), fc.boolean(), (n, padded) => {
      const date = addDays('1900-01-01', n)
      const [year = '', month = '', day = ''] = date.split('-')
      const typed = (part: string) => (padded ? part : String(Number(part)))
      expect(parts(typed(day), typed(month), year)).toEqual({ date })
    }),
  )
})

test('gives a real date or names a part at fault, whatever is typed', () => {
  const digits = fc.integer({ min: 0, max: 40 }).map(String)
  const year = fc.integer({ min: 0, max: 9999 }).map(String)
  const text = fc.string({ unit: 'binary', maxLength: 5 })
  fc.assert(
    fc.property(
      fc.oneof(digits, text),
      fc.oneof(digits, text),
      fc.oneof(year, text),
      (day, month, typedYear) => {
        const read = parts(day, month, typedYear)
        if ('date' in read) expect(isRealDate(read.date)).toBe(true)
        else expect(read.parts.length).toBeGreaterThan(0)
      },
    ),
  )
})

test.each<[string, string, string | undefined, string]>([
  ['2026-12-04', '2026-12-04', undefined, 'born today'],
  ['2026-12-05', '2026-12-04', 'inFuture', 'born tomorrow'],
  ['1980-12-04', '2026-12-04', undefined, 'an ordinary date'],
  ['1906-12-04', '2026-12-04', undefined, '120 years ago to the day'],
  ['1906-12-03', '2026-12-04', 'tooLongAgo', 'a day longer ago'],
  ['0001-01-01', '2026-12-04', 'tooLongAgo', 'very long ago'],
  ['1908-02-29', '2028-02-29', undefined, '120 years ago on a leap day'],
  ['1908-02-28', '2028-02-29', 'tooLongAgo', 'the day before that'],
])('%s, seen on %s, is %s (%s)', (date, today, problem) => {
  expect(dateOfBirthProblem(date, today)).toBe(problem)
})
