/** Knows the pages of booking at the prison's own desk. */
import type { AreaJourney, AreaRoute } from '../../web/work.ts'
import { showConfirmation } from './confirmation.ts'
import { deskPages } from './deskPages.ts'

export const deskJourneys: readonly AreaJourney[] = [['/book', 'book-at-desk', deskPages]]

export const deskRoutes: readonly AreaRoute[] = [
  ['get', '/visits/:reference/confirmation', 'book-at-desk', showConfirmation],
]
