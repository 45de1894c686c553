/** Who may do what, written again for the tests of every page: a new permission needs a line here. */
import type { Permission } from '../../src/web/permissions.ts'

export const people = [
  'clerk',
  'clerk-elsewhere',
  'manager',
  'agent',
  'analyst',
  'administrator',
  'nobody',
] as const

/** The people of the demo whose roles bring a permission. */
export const allowed: Record<Permission, readonly string[]> = {
  'see-requests': ['clerk', 'clerk-elsewhere', 'manager'],
  'decide-requests': ['clerk', 'clerk-elsewhere', 'manager'],
  'handle-visits': ['clerk', 'clerk-elsewhere', 'manager'],
  'book-at-desk': ['clerk', 'clerk-elsewhere', 'manager'],
  'see-history': ['clerk', 'clerk-elsewhere', 'manager'],
  'change-timetable': ['manager'],
  'change-settings': ['manager'],
  'verify-professionals': ['manager'],
  'answer-privacy': ['administrator'],
  'run-service': ['administrator'],
  'read-feedback': ['manager', 'analyst', 'administrator'],
  'take-calls': ['agent'],
  'see-team': ['agent', 'analyst'],
  'key-figures': ['analyst'],
}
