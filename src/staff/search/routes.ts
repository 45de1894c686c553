/** Knows the pages of finding visits. */
import type { StaffRoute } from '../work.ts'

export const searchRoutes: readonly StaffRoute[] = []
