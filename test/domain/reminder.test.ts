import { datesToRemind, isReminderDue, reminderTime } from '../../src/domain/reminder.ts'

test.each([
  ['in winter', '2026-12-04', '2026-12-02T10:00:00.000Z'],
  ['in summer', '2027-06-04', '2027-06-02T09:00:00.000Z'],
  ['on the Sunday on which summer time begins', '2027-03-28', '2027-03-26T10:00:00.000Z'],
  ['two days after it', '2027-03-30', '2027-03-28T09:00:00.000Z'],
  ['on the Sunday on which summer time ends', '2026-10-25', '2026-10-23T09:00:00.000Z'],
  ['two days after that', '2026-10-27', '2026-10-25T10:00:00.000Z'],
])('the visitor of a visit %s is reminded at 10 in London two days before', (_day, date, at) => {
  expect(reminderTime(date).toISOString()).toBe(at)
})

test.each([
  ['2026-12-02T09:59:59Z', '2026-12-03', '2026-12-03'],
  ['2026-12-02T10:00:00Z', '2026-12-03', '2026-12-04'],
  ['2026-12-02T23:59:59Z', '2026-12-03', '2026-12-04'],
  ['2027-03-28T08:59:59Z', '2027-03-29', '2027-03-29'],
  ['2027-03-28T09:00:00Z', '2027-03-29', '2027-03-30'],
  ['2026-10-25T09:59:59Z', '2026-10-26', '2026-10-26'],
  ['2026-10-25T10:00:00Z', '2026-10-26', '2026-10-27'],
])('at %s the visits from %s to %s are near', (now, from, to) => {
  expect(datesToRemind(new Date(now))).toEqual({ from, to })
})

const now = new Date('2026-12-02T12:00:00Z')

test.each([
  ['told long before', '2026-12-04', '2026-11-18T10:00:00Z', true],
  ['told one minute before the time', '2026-12-04', '2026-12-02T09:59:00Z', true],
  ['told at that time', '2026-12-04', '2026-12-02T10:00:00Z', false],
  ['told since', '2026-12-04', '2026-12-02T11:00:00Z', false],
  ['whose reminder is a day late', '2026-12-03', '2026-11-18T10:00:00Z', true],
  ['who comes today', '2026-12-02', '2026-11-18T10:00:00Z', false],
  ['who came', '2026-12-01', '2026-11-18T10:00:00Z', false],
  ['whose time has not come', '2026-12-05', '2026-11-18T10:00:00Z', false],
])('a visitor %s (visit on %s, told at %s): %s', (_who, date, toldAt, due) => {
  expect(isReminderDue({ date, toldAt: new Date(toldAt) }, now)).toBe(due)
})
