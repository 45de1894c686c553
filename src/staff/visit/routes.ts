/** Knows the pages of one visit. */
import type { StaffRoute } from '../work.ts'
import { decide } from './decide.ts'
import { showVisit } from './showVisit.ts'

export const visitRoutes: readonly StaffRoute[] = [
  ['get', '/visits/:reference', 'see-requests', showVisit],
  ['post', '/visits/:reference/decision', 'decide-requests', decide],
]
