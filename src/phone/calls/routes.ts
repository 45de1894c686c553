/** Knows the pages of calls. */
import type { AreaRoute } from '../../web/work.ts'
import { endPause, pause, showCall } from './callPage.ts'
import { end, showEnd } from './endPage.ts'
import { showCalls, startCall } from './showCalls.ts'

export const callRoutes: readonly AreaRoute[] = [
  ['get', '/', 'take-calls', showCalls],
  ['post', '/calls', 'take-calls', startCall],
  ['get', '/calls/:call', 'take-calls', showCall],
  ['post', '/calls/:call/pause', 'take-calls', pause],
  ['post', '/calls/:call/pause/end', 'take-calls', endPause],
  ['get', '/calls/:call/end', 'take-calls', showEnd],
  ['post', '/calls/:call/end', 'take-calls', end],
]
