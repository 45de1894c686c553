/** Knows the pages of visits that are to be sorted out, and of messages that did not arrive. */
import type { AreaRoute } from '../../web/work.ts'
import { showCancelPage } from './cancelPage.ts'
import { cancelChosen } from './cancelVisits.ts'
import { chooseVisits } from './chosen.ts'
import { dealWith } from './dealWith.ts'
import { keepVisit, showKeepPage } from './keep.ts'
import { showResult } from './resultPage.ts'
import { showFlagged } from './showFlagged.ts'

export const flaggedRoutes: readonly AreaRoute[] = [
  ['get', '/flagged', 'handle-visits', showFlagged],
  ['post', '/flagged/chosen', 'handle-visits', chooseVisits],
  ['get', '/flagged/cancel', 'handle-visits', showCancelPage],
  ['post', '/flagged/cancel', 'handle-visits', cancelChosen],
  ['get', '/flagged/result', 'handle-visits', showResult],
  ['post', '/flagged/messages', 'handle-visits', dealWith],
  ['get', '/flagged/:reference/keep', 'handle-visits', showKeepPage],
  ['post', '/flagged/:reference/keep', 'handle-visits', keepVisit],
]
