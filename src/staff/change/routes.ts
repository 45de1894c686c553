/** Knows what is done with a change that a visitor asks for; it is shown on the visit's page. */
import type { AreaRoute } from '../../web/work.ts'
import { decidesChange } from './decide.ts'

export const changeRoutes: readonly AreaRoute[] = [
  ['post', '/visits/:reference/change-decision', 'decide-requests', decidesChange],
]
