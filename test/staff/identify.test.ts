import { readConfig } from '../../src/config.ts'
import { readClaims } from '../../src/staff/identify.ts'

const { staff } = readConfig({})
const read = (claims: Record<string, unknown>) =>
  readClaims({ iss: 'https://sign-in.example.org', sub: 'clerk', ...claims }, staff)

test.each([
  [['ROLE_VISITS_CLERK', 'ROLE_OF_ANOTHER_SERVICE'], ['clerk']],
  [
    ['ROLE_VISITS_CLERK', 'ROLE_VISITS_CLERK', 'ROLE_VISITS_MANAGER'],
    ['clerk', 'manager'],
  ],
  ['ROLE_VISITS_MANAGER,ROLE_VISITS_CLERK', ['manager', 'clerk']],
  ['ROLE_VISITS_AGENT ROLE_VISITS_ANALYST', ['agent', 'analyst']],
  [['clerk', 'manager'], []],
  [[1, null], []],
  [{ clerk: true }, []],
  [undefined, []],
])('reads the roles %j as %j', (roles, expected) => {
  expect(read({ roles }).roles).toEqual(expected)
})

test.each([
  [
    ['LEI', 'CFI', 'LEI'],
    ['LEI', 'CFI'],
  ],
  ['LEI CFI', ['LEI', 'CFI']],
  [['lei', '%', 'LEEDS', ''], []],
  [undefined, []],
])('reads the prisons %j as %j', (prisons, expected) => {
  expect(read({ prisons }).prisons).toEqual(expected)
})

test('reads the claims that the configuration names', () => {
  const settings = { ...staff, roleClaim: 'authorities', prisonClaim: 'caseloads' }
  const claims = { iss: 'https://sign-in.example.org', sub: 'clerk' }
  const given = {
    ...claims,
    authorities: ['ROLE_VISITS_CLERK'],
    caseloads: ['LEI'],
    roles: ['ROLE_VISITS_MANAGER'],
  }
  expect(readClaims(given, settings)).toEqual({ roles: ['clerk'], prisons: ['LEI'] })
})
