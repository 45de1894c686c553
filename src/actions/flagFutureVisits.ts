/** Staff learn that a prisoner left or that a visitor is banned: all visits to come at their prisons are to be sorted out. */
import { transact } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { insertFlags } from '../store/flags.ts'
import { listFutureVisits } from '../store/futureVisits.ts'
import type { Whose } from '../store/futureVisits.ts'

export const prisonerReasons = ['prisoner_moved', 'prisoner_released'] as const

export interface FlagRequest {
  whose: Whose
  why: (typeof prisonerReasons)[number] | 'visitor_banned'
  /** Codes of the prisons that the person works for; visits at others stay as they are. */
  prisons: string[]
  personId: string
}

/** Flags every visit to come; gives how many there are. One that has the flag already keeps it. */
export function flagFutureVisits(
  db: Database,
  { whose, why, prisons, personId }: FlagRequest,
  now: Date,
): Promise<number> {
  return transact(db, async (trx) => {
    const visits = await listFutureVisits(trx, whose, { prisons, now })
    await insertFlags(trx, {
      visits: visits.map(({ visitId }) => ({ visitId, slotId: null })),
      why,
      personId,
      now,
    })
    return visits.length
  })
}
