/** Knows the pages of booking in a call. */
import type { AreaJourney, AreaRoute } from '../../web/work.ts'
import { callPages } from './callPages.ts'
import { showSent } from './sentPage.ts'

export const bookJourneys: readonly AreaJourney[] = [['/calls/:call/book', 'take-calls', callPages]]

export const bookRoutes: readonly AreaRoute[] = [
  ['get', '/calls/:call/sent/:reference', 'take-calls', showSent],
]
