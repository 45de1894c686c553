/** A file gives no day more times than the form of the day can show. */
import { readTimetable } from '../../src/staff/timetable/csv.ts'
import { mostTimesADay } from '../../src/staff/timetable/limits.ts'

const today = '2026-11-18'

const header = 'What,Visit type,Weekday,From,To,Start,End,Places,Reason'
const file = (...lines: string[]) => [header, ...lines].join('\n')

function problemsOf(text: string): string[] {
  const read = readTimetable(text, today)
  if (!('problems' in read)) return []
  return read.problems.map(({ line, column, problem }) => `${line} ${column ?? '-'} ${problem}`)
}

const clockTime = (minutes: number) =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
const times = (count: number, start: string) =>
  Array.from(
    { length: count },
    (_, at) => `${start},${clockTime(540 + 10 * at)},${clockTime(550 + 10 * at)},5,`,
  )

test.each([
  ['a date', 'exception,social,,2026-12-24,'],
  ['a weekday', 'time,social,Monday,2026-11-23,'],
])('has as many times of %s as its form, and not one more', (_what, start) => {
  const all = times(mostTimesADay + 1, start)
  expect(problemsOf(file(...all))).toEqual([`${mostTimesADay + 2} Start time.tooMany`])
  expect(readTimetable(file(...all.slice(1)), today)).toHaveProperty('timetable')
})

test('counts the times of a weekday that are there at once', () => {
  const ended = times(mostTimesADay, 'time,social,Monday,2026-11-23,2026-12-31')
  const later = times(mostTimesADay, 'time,social,Monday,2027-01-01,')
  expect(readTimetable(file(...later, ...ended), today)).toHaveProperty('timetable')
})
