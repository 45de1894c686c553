/** Knows the pages of how full the slots are. */
import type { StaffRoute } from '../work.ts'
import { showOccupancy, showThisMonth } from './showOccupancy.ts'

export const occupancyRoutes: readonly StaffRoute[] = [
  ['get', '/timetable/occupancy', 'handle-visits', showThisMonth],
  ['get', '/timetable/occupancy/:month', 'handle-visits', showOccupancy],
]
