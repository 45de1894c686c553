/** Knows the pages of booking at the prison's own desk. */
import type { StaffJourney, StaffRoute } from '../work.ts'
import { showConfirmation } from './confirmation.ts'
import { deskPages } from './deskPages.ts'

export const deskJourneys: readonly StaffJourney[] = [['/book', 'book-at-desk', deskPages]]

export const deskRoutes: readonly StaffRoute[] = [
  ['get', '/visits/:reference/confirmation', 'book-at-desk', showConfirmation],
]
