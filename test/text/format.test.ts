import { longDate, shortDate, time } from '../../src/text/format.ts'

describe('a time', () => {
  test.each([
    ['14:00', '2pm'],
    ['09:30', '9:30am'],
    ['13:05', '1:05pm'],
    ['11:59', '11:59am'],
    ['12:30', '12:30pm'],
    ['00:15', '12:15am'],
    ['23:00', '11pm'],
  ])('at %s is %s in both languages', (clock, written) => {
    expect([time('en', clock), time('cy', clock)]).toEqual([written, written])
  })

  test('at noon and at midnight is a word', () => {
    expect([time('en', '12:00'), time('cy', '12:00')]).toEqual(['midday', 'hanner dydd'])
    expect([time('en', '00:00'), time('cy', '00:00')]).toEqual(['midnight', 'hanner nos'])
  })
})

describe('a date', () => {
  test.each([
    ['2026-12-04', 'Friday 4 December 2026', 'dydd Gwener 4 Rhagfyr 2026'],
    ['2028-02-29', 'Tuesday 29 February 2028', 'dydd Mawrth 29 Chwefror 2028'],
    ['2027-03-28', 'Sunday 28 March 2027', 'dydd Sul 28 Mawrth 2027'],
  ])('%s has its weekday and no comma', (date, english, welsh) => {
    expect([longDate('en', date), longDate('cy', date)]).toEqual([english, welsh])
  })

  test('is short without its weekday', () => {
    expect(shortDate('en', '2026-12-04')).toBe('4 December 2026')
    expect(shortDate('cy', '2026-12-04')).toBe('4 Rhagfyr 2026')
  })

  test('has the Welsh months', () => {
    const months = Array.from({ length: 12 }, (_, month) =>
      shortDate('cy', `2027-${String(month + 1).padStart(2, '0')}-01`).replace(/^1 | 2027$/g, ''),
    )
    const [first, second] = [months.slice(0, 6), months.slice(6)]
    expect(first).toEqual(['Ionawr', 'Chwefror', 'Mawrth', 'Ebrill', 'Mai', 'Mehefin'])
    expect(second).toEqual(['Gorffennaf', 'Awst', 'Medi', 'Hydref', 'Tachwedd', 'Rhagfyr'])
  })

  test('has the Welsh weekdays', () => {
    const week = [6, 7, 8, 9, 10, 11, 12].map((day) =>
      longDate('cy', `2026-12-${String(day).padStart(2, '0')}`).replace(/ \d.*$/, ''),
    )
    expect(week.join(', ')).toBe(
      'dydd Sul, dydd Llun, dydd Mawrth, dydd Mercher, dydd Iau, dydd Gwener, dydd Sadwrn',
    )
  })
})
