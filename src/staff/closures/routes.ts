/** Knows the pages of dates and slots that nobody can book. */
import type { AreaRoute } from '../../web/work.ts'
import { checkClosure, closeSlots, showNewClosure } from './newClosure.ts'
import { reopenClosure, showReopening } from './reopenClosure.ts'

export const closuresRoutes: readonly AreaRoute[] = [
  ['get', '/closures/new', 'change-timetable', showNewClosure],
  ['post', '/closures/new', 'change-timetable', checkClosure],
  ['post', '/closures', 'change-timetable', closeSlots],
  ['get', '/closures/:id/reopen', 'change-timetable', showReopening],
  ['post', '/closures/:id/reopen', 'change-timetable', reopenClosure],
]
