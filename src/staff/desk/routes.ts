/** Knows the pages of booking at the prison's own desk. */
import type { StaffRoute } from '../work.ts'

export const deskRoutes: readonly StaffRoute[] = []
