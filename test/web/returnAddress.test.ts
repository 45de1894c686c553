import { returnAddress } from '../../src/web/returnAddress.ts'

test.each([
  '/staff',
  '/staff/visits/ABCD1234',
  '/staff?status=booked&page=2',
  '/staff?date=17%2F5%2F2026&sort=-due',
  '/staff/visits/ABCD1234?decided=1',
  '/staff/day/2026-11-24?recorded=1#visit-ABCD1234',
])('leads back to %s', (path) => {
  expect(returnAddress('/staff', path)).toBe(path)
})

test.each([
  '//evil.example.org',
  '/\\evil.example.org',
  '\\\\evil.example.org',
  'https://evil.example.org',
  'https:evil.example.org',
  'javascript:alert(1)',
  'data:text/html,hello',
  '/staff//evil.example.org',
  '/staff/../evil',
  '/staff/..%2fevil',
  '/staff/%2e%2e/evil',
  '/staff@evil.example.org',
  '/staff.evil.example.org',
  '/staffing',
  '/',
  '/book/prison',
  '/staff/%0d%0aLocation:%20https://evil.example.org',
  '/staff?next=%0d%0aSet-Cookie:%20a=b',
  '/staff\r\nLocation: https://evil.example.org',
  '/staff\n',
  ' /staff/visits/ABCD1234',
  '/staff?to=https://evil.example.org',
  '/staff#@evil.example.org',
  '/staff/sign-in',
  '/staff/sign-in/callback?code=1',
  '/staff/signed-out',
  `/staff/${'a'.repeat(400)}`,
  '',
  undefined,
  ['/staff', '//evil.example.org'],
])('does not lead to %j', (path) => {
  expect(returnAddress('/staff', path)).toBe('/staff')
})

test('leads back to pages of another area that shares the sign-in, and to no others', () => {
  const call = '/phone/calls/0b3c9f1e-8f7a-4a55-9d4e-0123456789ab'
  expect(returnAddress('/staff', call, ['/phone'])).toBe(call)
  expect(returnAddress('/staff', '/phones', ['/phone'])).toBe('/staff')
  expect(returnAddress('/staff', call)).toBe('/staff')
})
