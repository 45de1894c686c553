/** The order in which everything locks: slots by id, then the visit; so that nobody waits crosswise. */
import type { Database } from '../store/database.ts'
import { lockSlots } from '../store/slots.ts'
import type { Slot } from '../store/slots.ts'
import { listSlotIdsOf, lockVisit } from '../store/visits.ts'
import type { Visit } from '../store/visits.ts'

/** Locks a visit after the slots that it asks for or has, and others that it may get; their counts are then true. */
export async function lockVisitWithSlots(
  trx: Database,
  visitId: number,
  others: readonly number[] = [],
): Promise<{ visit: Visit | undefined; slots: Slot[] }> {
  const slots = await lockSlots(trx, [...(await listSlotIdsOf(trx, visitId)), ...others])
  return { visit: await lockVisit(trx, visitId), slots }
}
