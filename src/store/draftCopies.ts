/** Knows how a draft is found by the range of ids that its code stands for, and which visit another changes. */
import { query } from './database.ts'
import type { Database } from './database.ts'
import { isOldDraft } from './drafts.ts'

export interface CallersDraft {
  answers: Record<string, Record<string, unknown>>
}

/** A family's draft that is kept and not sent; none where the code is not one draft's alone. */
export async function findDraftToCopy(
  db: Database,
  { first, last }: { first: string; last: string },
  now: Date,
): Promise<CallersDraft | undefined> {
  const found = await query<CallersDraft>(
    db,
    `select answers from drafts
     where id between :first and :last and journey = 'public' and visit_id is null and not (${isOldDraft})
     limit 2`,
    { first, last, now },
  )
  return found.length === 1 ? found[0] : undefined
}

/** The visit that a draft changes; nothing where no visit is changed by it. */
export async function findChangedVisit(db: Database, id: string): Promise<number | undefined> {
  const [row] = await query<{ visitId: number }>(
    db,
    'select changes_visit_id as "visitId" from drafts where id = :id and changes_visit_id is not null',
    { id },
  )
  return row?.visitId
}
