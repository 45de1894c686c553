import { alertDatesProblem, decideTold, endOfNight, latestDate, usualDates } from '../../src/domain/alerts.ts'
import type { AppearedPlaces, WaitingAlert } from '../../src/domain/alerts.ts'

const today = '2026-11-18'
const rules = { leadDays: 3, bookingWindowDays: 28, worksWeekends: false }

const waiting = (id: string, overrides: Partial<WaitingAlert> = {}): WaitingAlert => ({
  id,
  visitType: 'social',
  firstDate: '2026-11-24',
  lastDate: '2026-12-16',
  toldOf: [],
  ...overrides,
})

const appeared = (slotId: number, overrides: Partial<AppearedPlaces> = {}): AppearedPlaces => ({
  slotId,
  visitType: 'social',
  date: '2026-12-04',
  places: 1,
  ...overrides,
})

const told = (slots: AppearedPlaces[], alerts: WaitingAlert[]) =>
  decideTold(slots, alerts).map(({ alertId, slotId }) => `${alertId} ${slotId}`)

describe('of a place that appears', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((id) => waiting(id))

  test('the first three are told, in order', () => {
    expect(told([appeared(1)], five)).toEqual(['a 1', 'b 1', 'c 1'])
  })

  test('three are told for each when there are more', () => {
    expect(told([appeared(1, { places: 2 })], five)).toEqual(['a 1', 'b 1', 'c 1', 'd 1', 'e 1'])
  })

  test('nobody is told of a slot twice, and the next ones come', () => {
    const alerts = [waiting('a', { toldOf: [1] }), waiting('b', { toldOf: [2, 1] }), ...five.slice(2)]
    expect(told([appeared(1)], alerts)).toEqual(['c 1', 'd 1', 'e 1'])
  })

  test('nobody is told when none is free any more', () => {
    expect(told([appeared(1, { places: 0 })], five)).toEqual([])
  })

  test.each<[string, Partial<WaitingAlert>, boolean]>([
    ['whose dates begin on its date', { firstDate: '2026-12-04' }, true],
    ['whose dates end on its date', { lastDate: '2026-12-04' }, true],
    ['whose dates begin after it', { firstDate: '2026-12-05' }, false],
    ['whose dates end before it', { lastDate: '2026-12-03' }, false],
    ['who waits for another type of visit', { visitType: 'official_video' }, false],
  ])('one %s is told: %s → %s', (_who, alert, isTold) => {
    expect(told([appeared(1)], [waiting('a', alert)])).toEqual(isTold ? ['a 1'] : [])
  })

  test('one person is told of several slots', () => {
    expect(told([appeared(2), appeared(1)], [waiting('a')])).toEqual(['a 2', 'a 1'])
  })
})

describe('the dates of an alert', () => {
  test('are usually those that can be booked', () => {
    expect(usualDates(today, rules)).toEqual({ from: '2026-11-24', to: '2026-12-16' })
  })

  test.each([
    ['2026-11-18', '2026-11-24', undefined],
    ['2026-11-24', '2027-02-18', undefined],
    ['2026-11-17', '2026-12-16', { field: 'from', problem: 'inPast' }],
    ['2026-12-04', '2026-12-03', { field: 'to', problem: 'beforeFrom' }],
    ['2026-11-18', '2026-11-23', { field: 'to', problem: 'tooSoon' }],
    ['2026-11-24', '2027-02-19', { field: 'to', problem: 'tooLate' }],
  ])('from %s to %s are %j', (from, to, problem) => {
    expect(alertDatesProblem({ from, to }, today, rules)).toEqual(problem)
  })

  test('reach three months ahead, however long they are', () => {
    expect(latestDate('2026-11-18')).toBe('2027-02-18')
    expect(latestDate('2027-02-01') >= '2027-05-01').toBe(true)
  })
})

test.each([
  ['2026-11-18T20:59:00Z', undefined],
  ['2026-11-18T21:00:00Z', '2026-11-19T08:00:00.000Z'],
  ['2026-11-19T07:59:00Z', '2026-11-19T08:00:00.000Z'],
  ['2026-11-19T08:00:00Z', undefined],
  ['2027-06-01T20:00:00Z', '2027-06-02T07:00:00.000Z'],
  ['2027-03-27T23:00:00Z', '2027-03-28T07:00:00.000Z'],
])('at %s the night lasts until %s', (now, until) => {
  expect(endOfNight(new Date(now))?.toISOString()).toBe(until)
})
