/** Which messages an event means for the visitor: an e-mail where there is an address, a text message where it is wanted. */
import type { Database } from '../store/database.ts'
import { queueNotification } from '../store/notifications.ts'
import type { NotificationKind } from '../store/notifications.ts'
import type { Visit } from '../store/visits.ts'

/** Queues the messages of one event, to be sent once the transaction commits. */
export async function queueMessages(
  trx: Database,
  {
    visit,
    ...message
  }: {
    visit: Pick<Visit, 'id' | 'email' | 'mobile' | 'wantsTexts'>
    eventId: number
    kind: NotificationKind
    now: Date
  },
): Promise<void> {
  const queue = (channel: 'email' | 'text') =>
    queueNotification(trx, { visitId: visit.id, channel, ...message })
  if (visit.email) await queue('email')
  if (visit.mobile && visit.wantsTexts) await queue('text')
}
