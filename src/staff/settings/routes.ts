/** Knows the pages of what a manager sets. */
import type { StaffRoute } from '../work.ts'

export const settingsRoutes: readonly StaffRoute[] = []
