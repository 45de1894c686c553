/** A verified professional's free time is confirmed in the transaction that asks for it, where the place does so. */
import { londonDate } from '../domain/dates.ts'
import { isConfirmedAtOnce } from '../domain/officialVisit.ts'
import type { OfficialDetails } from '../domain/officialVisit.ts'
import { listClashes } from '../store/clashes.ts'
import { refusedBy } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'
import type { NewVisit } from '../store/newVisits.ts'
import { readVerifiedUntil } from '../store/officialVisits.ts'
import type { Place } from '../store/places.ts'
import { confirmVisit } from '../store/visitWrites.ts'
import { queueMessages } from './queueMessages.ts'

interface Asked {
  visit: NewVisit & { id: number }
  official: OfficialDetails
  place: Place
  now: Date
}

/** Books the slot, which the request holds a place in; false where the prisoner has another visit then. */
async function confirm(trx: Database, { visit, now }: Asked, slotId: number): Promise<boolean> {
  const clashes = await listClashes(trx, visit.id, [])
  if (clashes.some((clash) => clash.slotId === slotId)) return false
  const visitors = visit.party.map(() => ({ outcome: 'can_visit' as const, bannedUntil: null }))
  const confirmation = { closedVisit: false, bookingReference: '', message: '', visitors }
  try {
    // Of its own, so that the request stands where another visit of the prisoner is booked at this very moment.
    await trx.transaction((point) => confirmVisit(point, visit.id, { ...confirmation, slotId, now }))
    return true
  } catch (error) {
    if (refusedBy(error, 'visits_of_a_prisoner_do_not_overlap')) return false
    throw error
  }
}

/**
 * Confirms the first choice of a request that was just written, under the locks that it was written with; whether it did.
 * What it does not confirm waits for a clerk (specification §6).
 */
export async function confirmAtOnce(trx: Database, asked: Asked): Promise<boolean> {
  const { visit, official, place, now } = asked
  const [slotId] = visit.slotIds
  const verifiedUntil = await readVerifiedUntil(trx, official.professionalId)
  const { officialInstant } = place
  const { urgent } = visit
  const facts = { officialInstant, verifiedUntil, urgent, items: official.items, today: londonDate(now) }
  if (slotId === undefined || !isConfirmedAtOnce(facts) || !(await confirm(trx, asked, slotId))) return false
  const eventId = await insertEvent(trx, {
    visitId: visit.id,
    at: now,
    what: 'confirmed',
    actor: { kind: 'system' },
    details: { rank: 1, slotId, closedVisit: false },
  })
  await queueMessages(trx, { visit, eventId, kind: 'confirmed', now })
  return true
}
