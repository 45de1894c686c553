import { appointment, lastFirst, moment, tableDate, tableTimes } from '../../src/views/staffFormat.ts'

const winter = { startsAt: new Date('2026-12-04T14:00:00Z'), endsAt: new Date('2026-12-04T16:00:00Z') }
const summer = { startsAt: new Date('2026-07-01T08:05:00Z'), endsAt: new Date('2026-07-01T09:00:00Z') }

test('writes dates in tables without zeros', () => {
  expect(tableDate('2026-05-07')).toBe('7/5/2026')
})

test('writes times by London’s clock, in 24 hours', () => {
  expect(tableTimes(winter)).toBe('4/12/2026, 14:00 to 16:00')
  expect(tableTimes(summer)).toBe('1/7/2026, 09:05 to 10:00')
  expect(moment(new Date('2026-06-30T23:30:00Z'))).toBe('1/7/2026 at 00:30')
})

test('writes appointments with the day of the week', () => {
  expect(appointment(winter)).toBe('Friday 4 December 2026, 14:00 to 16:00')
})

test('writes last names first', () => {
  expect(lastFirst({ firstName: 'Ada', lastName: 'Ash' })).toBe('Ash, Ada')
})
