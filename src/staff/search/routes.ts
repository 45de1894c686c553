/** Knows the pages on which visits are found. */
import type { AreaRoute } from '../../web/work.ts'
import { flagPrisoner, flagVisitor, showPrisoner, showVisitor } from './flagFuture.ts'
import { clearSearch, sendSearch, showSearch } from './showSearch.ts'

export const searchRoutes: readonly AreaRoute[] = [
  ['get', '/search', 'handle-visits', showSearch],
  ['post', '/search', 'handle-visits', sendSearch],
  ['post', '/search/clear', 'handle-visits', clearSearch],
  ['get', '/search/:reference/prisoner', 'handle-visits', showPrisoner],
  ['post', '/search/:reference/prisoner', 'handle-visits', flagPrisoner],
  ['get', '/search/:reference/visitors/:position', 'handle-visits', showVisitor],
  ['post', '/search/:reference/visitors/:position', 'handle-visits', flagVisitor],
]
