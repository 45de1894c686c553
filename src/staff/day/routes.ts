/** Knows the pages of the day. */
import type { StaffRoute } from '../work.ts'

export const dayRoutes: readonly StaffRoute[] = []
