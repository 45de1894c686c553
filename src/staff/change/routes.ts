/** Knows what is done with a change that a visitor asks for; it is shown on the visit's page. */
import type { StaffRoute } from '../work.ts'
import { decidesChange } from './decide.ts'

export const changeRoutes: readonly StaffRoute[] = [
  ['post', '/visits/:reference/change-decision', 'decide-requests', decidesChange],
]
