/** Knows the pages of how full the slots are. */
import type { AreaRoute } from '../../web/work.ts'
import { showOccupancy, showThisMonth } from './showOccupancy.ts'

export const occupancyRoutes: readonly AreaRoute[] = [
  ['get', '/timetable/occupancy', 'handle-visits', showThisMonth],
  ['get', '/timetable/occupancy/:month', 'handle-visits', showOccupancy],
]
