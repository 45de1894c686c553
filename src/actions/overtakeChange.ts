/** A change that a visitor asked for ends, unanswered, when the prison moves the visit or takes its decision back. */
import type { VisitChange } from '../store/changes.ts'
import type { Database } from '../store/database.ts'
import { insertEvent } from '../store/events.ts'

/** Whether the change that waits is not the one that the clerk's page showed: its id, or 0 where it showed none. */
export const isOtherChange = (change: VisitChange | undefined, shown: number | undefined): boolean =>
  shown !== undefined && shown !== (change?.id ?? 0)

/**
 * Writes into history that the change which waited has ended with what the prison did. Gives what the event of that
 * says of it, from which message and page tell the visitor.
 */
export async function overtakeChange(
  trx: Database,
  change: VisitChange | undefined,
  { personId, now }: { personId: string; now: Date },
): Promise<{ changeEnded?: true }> {
  if (!change) return {}
  await insertEvent(trx, {
    visitId: change.visitId,
    at: now,
    what: 'change_overtaken',
    actor: { kind: 'staff', personId },
    details: { changeId: change.id },
  })
  return { changeEnded: true }
}
