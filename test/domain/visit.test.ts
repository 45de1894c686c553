import {
  cancellationReasons,
  dueState,
  expiresOn,
  hasCome,
  isNeutralReason,
  isOver,
  isOverdue,
  rejectionReasons,
  visitStatuses,
} from '../../src/domain/visit.ts'
import type { VisitStatus } from '../../src/domain/visit.ts'

test('keeps three reasons neutral', () => {
  expect(rejectionReasons.filter(isNeutralReason)).toEqual([
    'prisoner_out_of_prison',
    'prisoner_cannot',
    'child_protection',
  ])
})

test.each([
  ['2026-12-03', true, 'overdue'],
  ['2026-12-04', false, 'today'],
  ['2026-12-05', false, 'later'],
])('an answer due on %s is, on 4 December, overdue %s: %s', (answerBy, overdue, state) => {
  expect(isOverdue(answerBy, '2026-12-04')).toBe(overdue)
  expect(dueState(answerBy, '2026-12-04')).toBe(state)
})

test('expires on the latest choice, whatever the order of the choices', () => {
  expect(expiresOn(['2026-12-04'])).toBe('2026-12-04')
  expect(expiresOn(['2026-12-04', '2027-01-02', '2026-12-30'])).toBe('2027-01-02')
})

test('throws for a request without choices', () => {
  expect(() => expiresOn([])).toThrow(TypeError)
})

test('keeps two reasons for cancelling neutral', () => {
  expect(cancellationReasons.filter(isNeutralReason)).toEqual(['child_protection', 'prisoner_cannot'])
})

describe('a visit is over', () => {
  const first = { startsAt: new Date('2026-12-04T14:00:00Z') }
  const second = { startsAt: new Date('2026-12-05T14:00:00Z') }
  const choices = [{ slot: first }, { slot: second }]
  const over = (status: VisitStatus, at: string, slot: typeof first | null = null) =>
    isOver({ status, slot, choices }, new Date(at))

  test('from the moment at which its slot starts', () => {
    expect(over('booked', '2026-12-04T13:59:59Z', first)).toBe(false)
    expect(over('booked', '2026-12-04T14:00:00Z', first)).toBe(true)
  })

  test('as a request, when all its choices have started', () => {
    expect(over('requested', '2026-12-05T13:59:59Z')).toBe(false)
    expect(over('requested', '2026-12-05T14:00:00Z')).toBe(true)
  })

  test.each(visitStatuses.filter((status) => !['requested', 'booked'].includes(status)))(
    'whenever it is %s',
    (status) => {
      expect(over(status, '2026-01-01T00:00:00Z', first)).toBe(true)
    },
  )
})

test('attendance can be recorded from the day of the visit on', () => {
  expect(hasCome('2026-12-04', '2026-12-03')).toBe(false)
  expect(hasCome('2026-12-04', '2026-12-04')).toBe(true)
  expect(hasCome('2026-12-04', '2027-01-04')).toBe(true)
})
