/** Knows the pages of what happened. */
import type { StaffRoute } from '../work.ts'

export const historyRoutes: readonly StaffRoute[] = []
