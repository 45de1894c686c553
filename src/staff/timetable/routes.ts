/** Knows the pages of the timetable, its exceptions, and how full the slots are. */
import type { StaffRoute } from '../work.ts'

export const timetableRoutes: readonly StaffRoute[] = []
