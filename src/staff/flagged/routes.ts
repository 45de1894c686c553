/** Knows the pages of visits to sort out. */
import type { StaffRoute } from '../work.ts'

export const flaggedRoutes: readonly StaffRoute[] = []
