/** Knows what a form that ends a visitor's change shows and sends of it, so that no clerk ends one unseen. */
import { z } from 'zod'
import type { Typed } from '../../journey/form.ts'
import { findOpenChange } from '../../store/changes.ts'
import type { Database } from '../../store/database.ts'
import { printed } from '../../views/printed.ts'

/** What `staff/visit/openChange.njk` shows; the id is 0 where no change waits. */
export async function openChangeView(db: Database, visitId: number) {
  const change = await findOpenChange(db, visitId)
  return { changeId: printed(String(change?.id ?? 0)), hasChange: change !== undefined }
}

/** The change that the page showed, 0 for none; -1, which is none at all, for what is no number. */
export const shownChangeOf = (sent: Typed): number | undefined =>
  sent.changeId === undefined ? undefined : z.coerce.number().int().catch(-1).parse(sent.changeId)
