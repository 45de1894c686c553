import { londonInstant } from '../../src/domain/dates.ts'
import { allowedOn, changeRefusal, ownActions } from '../../src/domain/ownActions.ts'
import type { OwnVisit } from '../../src/domain/ownActions.ts'
import { visitStatuses } from '../../src/domain/visit.ts'
import type { VisitStatus } from '../../src/domain/visit.ts'

const place = { bookable: true, leadDays: 3, officialLeadDays: 1, worksWeekends: false }

const slotOn = (date: string, starts = '14:00', ends = '16:00') => ({
  date,
  startsAt: londonInstant(date, starts),
  endsAt: londonInstant(date, ends),
})

const hasSlot: readonly VisitStatus[] = ['booked', 'cancelled', 'attended', 'not_attended']

const visitOn = (date: string, status: VisitStatus): OwnVisit => ({
  status,
  visitType: 'social',
  urgent: false,
  expiresOn: date,
  slot: hasSlot.includes(status) ? slotOn(date) : null,
})

const allowed = (visit: OwnVisit, now: Date, more: Partial<typeof place> = {}) => {
  const may = allowedOn(visit, { ...place, ...more }, now)
  return ownActions.filter((action) => may[action])
}

const early = londonInstant('2026-11-18', '10:00')
const again = ['bookAgain']

test.each([
  ['requested', ['change', 'withdraw', 'contact']],
  ['booked', ['change', 'cancel', 'contact']],
  ['rejected', again],
  ['withdrawn', again],
  ['expired', again],
  ['cancelled', again],
  ['attended', again],
  ['not_attended', again],
] as const)('of a visit to come that is %s, this may be done: %j', (status, actions) => {
  expect(allowed(visitOn('2026-12-04', status), early)).toEqual(actions)
})

test.each(visitStatuses)(
  'a place that takes no bookings has no new times for a visit that is %s',
  (status) => {
    const actions = allowed(visitOn('2026-12-04', status), early, { bookable: false })
    expect(actions).not.toContain('change')
    expect(actions).not.toContain('bookAgain')
  },
)

describe('a change', () => {
  test('is refused as too late before it is refused since the place takes no bookings', () => {
    const [closed, visit] = [{ ...place, bookable: false }, visitOn('2026-12-04', 'booked')]
    expect(changeRefusal(visit, place, early)).toBeUndefined()
    expect(changeRefusal(visit, closed, early)).toBe('notBookable')
    expect(changeRefusal(visit, closed, londonInstant('2026-12-03', '10:00'))).toBe('tooLate')
  })

  test.each(['requested', 'booked'] as const)(
    'of a visit that is %s is possible until its date comes before the first bookable one',
    (status) => {
      // Four working days from Wednesday on: the answer comes by Monday the 23rd, the first date is the 24th.
      const last = londonInstant('2026-11-18', '23:59')
      expect(allowed(visitOn('2026-11-24', status), last)).toContain('change')
      expect(allowed(visitOn('2026-11-24', status), new Date(last.getTime() + 60_000))).not.toContain(
        'change',
      )
      expect(allowed(visitOn('2026-11-23', status), last)).not.toContain('change')
    },
  )
})

const clockChanges = [
  ['in winter', '2026-12-04', '2026-12-04T13:59:00Z'],
  ['in summer', '2027-06-25', '2027-06-25T12:59:00Z'],
  ['on the day that summer time begins', '2027-03-28', '2027-03-28T12:59:00Z'],
  ['on the day that summer time ends', '2027-10-31', '2027-10-31T13:59:00Z'],
] as const

const minuteAfter = (instant: string) => new Date(new Date(instant).getTime() + 60_000)

test.each(clockChanges)(
  'a booked visit can be cancelled, and its contacts changed, until it starts: %s',
  (_when, date, lastMinute) => {
    expect(allowed(visitOn(date, 'booked'), new Date(lastMinute))).toEqual(['cancel', 'contact'])
    expect(allowed(visitOn(date, 'booked'), minuteAfter(lastMinute))).toEqual([])
  },
)

test.each([
  ['in winter', '2026-12-04', '2026-12-03T23:59:00Z'],
  ['in summer', '2027-06-25', '2027-06-24T22:59:00Z'],
  ['on the day that summer time begins', '2027-03-28', '2027-03-27T23:59:00Z'],
  ['on the day that summer time ends', '2027-10-31', '2027-10-30T22:59:00Z'],
])('a request can be withdrawn until its last date comes: %s', (_when, date, lastMinute) => {
  expect(allowed(visitOn(date, 'requested'), new Date(lastMinute))).toEqual(['withdraw', 'contact'])
  expect(allowed(visitOn(date, 'requested'), minuteAfter(lastMinute))).toEqual([])
})

test('a booked visit can be booked again once it has ended', () => {
  const ends = londonInstant('2026-12-04', '16:00')
  expect(allowed(visitOn('2026-12-04', 'booked'), new Date(ends.getTime() - 60_000))).toEqual([])
  expect(allowed(visitOn('2026-12-04', 'booked'), ends)).toEqual(again)
})
