import { nextAt, parseClock } from '../../src/domain/maintenance.ts'

test.each([
  ['2pm', '14:00'],
  ['2 PM', '14:00'],
  ['2:30pm', '14:30'],
  ['2.30am', '02:30'],
  ['12am', '00:00'],
  ['12pm', '12:00'],
  ['14:30', '14:30'],
  ['0:05', '00:05'],
])('%s is %s', (typed, time) => {
  expect(parseClock(typed)).toBe(time)
})

test.each(['', 'soon', '14', '24:00', '13pm', '0am', '2:60pm', '14:3', '2pm tomorrow'])(
  '%p is no time',
  (typed) => {
    expect(parseClock(typed)).toBeUndefined()
  },
)

test('a time that is past today is tomorrow’s, by London’s clocks', () => {
  const now = new Date('2026-07-01T12:30:00Z') // 13:30 in London
  expect(nextAt('14:00', now)).toEqual(new Date('2026-07-01T13:00:00Z'))
  expect(nextAt('13:30', now)).toEqual(new Date('2026-07-02T12:30:00Z'))
})
