/** Which messages an event means for the visitor: e-mail and text messages where they are wanted, a letter without either. */
import { needsLetters } from '../domain/postalAddress.ts'
import type { Database } from '../store/database.ts'
import { queueNotification } from '../store/notifications.ts'
import type { MessageChannel, NotificationKind } from '../store/notifications.ts'
import type { Visit } from '../store/visits.ts'

/** Queues the messages of one event, to be sent once the transaction commits. */
export async function queueMessages(
  trx: Database,
  {
    visit,
    ...message
  }: {
    visit: Pick<Visit, 'id' | 'email' | 'mobile' | 'wantsTexts'> & Partial<Pick<Visit, 'postalAddress'>>
    eventId: number
    kind: NotificationKind
    now: Date
  },
): Promise<void> {
  const queue = (channel: MessageChannel) =>
    queueNotification(trx, { visitId: visit.id, channel, ...message })
  if (visit.email) await queue('email')
  if (visit.mobile && visit.wantsTexts) await queue('text')
  if (visit.postalAddress && needsLetters(visit)) await queue('letter')
}
