import {
  dueState,
  expiresOn,
  isNeutralReason,
  isOverdue,
  mayBecome,
  rejectionReasons,
  visitStatuses,
} from '../../src/domain/visit.ts'

test('allows the transitions of the specification, undone decisions, and no others', () => {
  const allowed = visitStatuses.flatMap((from) =>
    visitStatuses.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`),
  )
  expect(allowed).toEqual([
    'requested → booked',
    'requested → rejected',
    'requested → withdrawn',
    'requested → expired',
    'booked → requested',
    'booked → cancelled',
    'booked → attended',
    'booked → not_attended',
    'rejected → requested',
    'attended → not_attended',
    'not_attended → attended',
  ])
})

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
