/** Knows the pages of the visits of a day. */
import type { AreaRoute } from '../../web/work.ts'
import { downloadDay } from './dayCsv.ts'
import { chooseDay, showDay, showToday } from './showDay.ts'

export const dayRoutes: readonly AreaRoute[] = [
  ['get', '/day', 'handle-visits', showToday],
  ['get', '/day/:date', 'handle-visits', showDay],
  ['post', '/day/:date', 'handle-visits', chooseDay],
  ['get', '/day/:date/visits.csv', 'handle-visits', downloadDay],
]
