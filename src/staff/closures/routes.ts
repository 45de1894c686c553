/** Knows the pages of dates and slots that nobody can book. */
import type { StaffRoute } from '../work.ts'

export const closuresRoutes: readonly StaffRoute[] = []
