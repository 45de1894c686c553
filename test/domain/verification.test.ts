import { isVerified, verifiedFrom } from '../../src/domain/verification.ts'

test.each([
  ['2026-11-18', '2027-11-18'],
  ['2027-12-31', '2028-12-31'],
  ['2028-02-29', '2029-02-28'],
])('a verification of %s holds up to and with %s', (today, until) => {
  expect(verifiedFrom(today)).toBe(until)
  expect(isVerified({ verifiedUntil: until }, until)).toBe(true)
})

test('nobody is verified without a date, or after it', () => {
  expect(isVerified({ verifiedUntil: null }, '2026-11-18')).toBe(false)
  expect(isVerified({ verifiedUntil: '2026-11-17' }, '2026-11-18')).toBe(false)
})
