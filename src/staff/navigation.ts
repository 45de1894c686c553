/** Knows the sections of the staff area, in the order of the header. */
import type { Role } from '../domain/roles.ts'
import { hasPermission } from '../web/permissions.ts'
import type { Permission } from '../web/permissions.ts'

const sections: readonly { section: string; href: string; permission: Permission }[] = [
  { section: 'requests', href: '/staff', permission: 'see-requests' },
  { section: 'flagged', href: '/staff/flagged', permission: 'handle-visits' },
  { section: 'day', href: '/staff/day', permission: 'handle-visits' },
  { section: 'search', href: '/staff/search', permission: 'handle-visits' },
  { section: 'book', href: '/staff/book', permission: 'book-at-desk' },
  { section: 'timetable', href: '/staff/timetable', permission: 'change-timetable' },
  { section: 'settings', href: '/staff/settings', permission: 'change-settings' },
  { section: 'history', href: '/staff/history', permission: 'see-history' },
  { section: 'privacy', href: '/staff/privacy', permission: 'answer-privacy' },
]

/** What somebody with these roles may go to; the words are at `staff.navigation.<section>`. */
export const navigationFor = (roles: readonly Role[]) =>
  sections
    .filter(({ permission }) => hasPermission(roles, permission))
    .map(({ section, href }) => ({ section, href }))
