/** Which messages an event means for the visitor: an e-mail where there is an address. */
import type { Database } from '../store/database.ts'
import { queueNotification } from '../store/notifications.ts'
import type { NotificationKind } from '../store/notifications.ts'

/** Queues the messages of one event, to be sent once the transaction commits. */
export async function queueMessages(
  trx: Database,
  {
    visit,
    ...message
  }: { visit: { id: number; email: string | null }; eventId: number; kind: NotificationKind; now: Date },
): Promise<void> {
  if (visit.email) await queueNotification(trx, { visitId: visit.id, channel: 'email', ...message })
}
