/** Knows the pages that find what a caller has: their visits, and the answers that they typed online. */
import type { AreaRoute } from '../../web/work.ts'
import { find, showFind } from './findPage.ts'
import { resume, showResume } from './resumePage.ts'

export const findRoutes: readonly AreaRoute[] = [
  ['get', '/calls/:call/find', 'take-calls', showFind],
  ['post', '/calls/:call/find', 'take-calls', find],
  ['get', '/calls/:call/resume', 'take-calls', showResume],
  ['post', '/calls/:call/resume', 'take-calls', resume],
]
