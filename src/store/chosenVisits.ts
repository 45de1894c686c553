/** Knows the visits that somebody has chosen from a list, as they are now. */
import type { VisitStatus } from '../domain/visit.ts'
import { query } from './database.ts'
import type { Database } from './database.ts'
import { prisonerName } from './visits.ts'

export interface ChosenVisit {
  id: number
  reference: string
  version: number
  status: VisitStatus
  prisonNumber: string
  prisoner: { firstName: string; lastName: string }
  /** The time it has or else its first choice. */
  startsAt: Date
  endsAt: Date
}

/** Those of the visits that are at one of the prisons, by their time. */
export function listChosenVisits(
  db: Database,
  references: readonly string[],
  prisons: string[],
): Promise<ChosenVisit[]> {
  return query<ChosenVisit>(
    db,
    `select visits.id, reference, version, status, prison_number as "prisonNumber",
       ${prisonerName} as prisoner,
       slots.starts_at as "startsAt", slots.ends_at as "endsAt"
     from visits join places on places.id = visits.place_id
       join visit_choices as first on first.visit_id = visits.id and first.rank = 1
       join slots on slots.id = coalesce(visits.slot_id, first.slot_id)
     where reference = any(:references) and visits.forgotten_at is null and places.code = any(:prisons)
     order by slots.starts_at, visits.id`,
    { references: [...references], prisons },
  )
}
