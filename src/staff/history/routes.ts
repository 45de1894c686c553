/** Knows the pages of what happened. */
import type { AreaRoute } from '../../web/work.ts'
import { showHistory } from './showHistory.ts'
import { showViews } from './showViews.ts'

export const historyRoutes: readonly AreaRoute[] = [
  ['get', '/history', 'see-history', showHistory],
  ['get', '/history/views', 'see-history', showViews],
]
