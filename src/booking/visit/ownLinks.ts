/** Knows the links of a visit's page to what its visitor can do with it now. */
import { allowedOn } from '../../domain/ownActions.ts'
import type { Visit } from '../../store/visits.ts'
import { printed } from '../../views/printed.ts'

const changes = ['change', 'contact-details', 'support', 'withdraw', 'cancel'] as const

/** The last parts of the addresses in their order; the words are at `visit.actions.<name>`. */
function namesOf(visit: Visit, now: Date): string[] {
  const { contact, bookAgain, ...allowed } = allowedOn(visit, visit.place, now)
  const may = { ...allowed, 'contact-details': contact, support: contact }
  return [...changes.filter((name) => may[name]), ...(bookAgain ? ['book-again'] : [])]
}

/** What `views/visits/visit.njk` offers below the visit's own address. */
export const ownLinks = (visit: Visit, address: string, now: Date) => ({
  address: printed(address),
  actions: namesOf(visit, now),
})
