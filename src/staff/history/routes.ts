/** Knows the pages of what happened. */
import type { StaffRoute } from '../work.ts'
import { showHistory } from './showHistory.ts'
import { showViews } from './showViews.ts'

export const historyRoutes: readonly StaffRoute[] = [
  ['get', '/history', 'see-history', showHistory],
  ['get', '/history/views', 'see-history', showViews],
]
