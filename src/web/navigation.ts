/** Knows the sections of the areas where staff are signed in, in the order of the header. */
import type { Role } from '../domain/roles.ts'
import { hasPermission } from './permissions.ts'
import type { Permission } from './permissions.ts'

type Section = { section: string; href: string; permission: Permission }

const areas: Record<string, readonly Section[]> = {
  '/staff': [
    { section: 'requests', href: '/staff', permission: 'see-requests' },
    { section: 'flagged', href: '/staff/flagged', permission: 'handle-visits' },
    { section: 'day', href: '/staff/day', permission: 'handle-visits' },
    { section: 'search', href: '/staff/search', permission: 'handle-visits' },
    { section: 'book', href: '/staff/book', permission: 'book-at-desk' },
    { section: 'timetable', href: '/staff/timetable', permission: 'change-timetable' },
    { section: 'professionals', href: '/staff/professionals', permission: 'verify-professionals' },
    { section: 'settings', href: '/staff/settings', permission: 'change-settings' },
    { section: 'history', href: '/staff/history', permission: 'see-history' },
    { section: 'figures', href: '/staff/figures', permission: 'key-figures' },
    { section: 'privacy', href: '/staff/privacy', permission: 'answer-privacy' },
    { section: 'service', href: '/staff/service', permission: 'run-service' },
    { section: 'feedback', href: '/staff/feedback', permission: 'read-feedback' },
  ],
  '/phone': [
    { section: 'calls', href: '/phone', permission: 'take-calls' },
    { section: 'letters', href: '/phone/letters', permission: 'take-calls' },
    { section: 'team', href: '/phone/team', permission: 'see-team' },
    { section: 'changes', href: '/phone/changes', permission: 'take-calls' },
  ],
}

/**
 * What somebody with these roles may go to: the sections of the area they are in, then the first of each other area. The
 * words are at `staff.navigation.<section>`.
 */
export function navigationFor(roles: readonly Role[], area: string): { section: string; href: string }[] {
  const seen = (sections: readonly Section[]) =>
    sections
      .filter(({ permission }) => hasPermission(roles, permission))
      .map(({ section, href }) => ({ section, href }))
  const elsewhere = Object.entries(areas).filter(([address]) => address !== area)
  return [...seen(areas[area] ?? []), ...elsewhere.flatMap(([, sections]) => seen(sections).slice(0, 1))]
}
