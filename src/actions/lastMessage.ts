/** Knows the message that told a visitor last how their visit stands. */
import type { Database } from '../store/database.ts'
import { listEvents } from '../store/events.ts'
import type { EventName, VisitEvent } from '../store/events.ts'
import type { NotificationKind } from '../store/notifications.ts'

/** The message that tells of each event, but for a cancellation. */
const tellsOf: Partial<Record<EventName, NotificationKind>> = {
  requested: 'request_received',
  confirmed: 'confirmed',
  moved: 'moved',
  undone: 'undone',
  changed: 'request_changed',
  change_confirmed: 'changed',
}

/** Those of what asks nothing any more: told again only to who asks for it. */
const tellsOfEnd: Partial<Record<EventName, NotificationKind>> = {
  rejected: 'rejected',
  expired: 'expired',
  withdrawn: 'withdrawn',
  change_requested: 'change_requested',
  change_refused: 'change_refused',
  change_expired: 'change_expired',
}

/** What was told, and the event that it told of. */
export interface Told {
  eventId: number
  kind: NotificationKind
  details: Record<string, unknown>
}

const toTold = ({ id, details }: VisitEvent, kind: NotificationKind | undefined): Told[] =>
  kind ? [{ eventId: id, kind, details }] : []

const kindOf = ({ what, details }: VisitEvent): NotificationKind | undefined => {
  if (what === 'cancelled') return details.by === 'visitor' ? 'cancelled_by_visitor' : 'cancelled'
  return tellsOf[what] ?? tellsOfEnd[what]
}

/** The last change of a visit to come that its visitor is told of. */
export async function findLastTold(trx: Database, visitId: number): Promise<Told | undefined> {
  return (await listEvents(trx, visitId)).flatMap((event) => toTold(event, tellsOf[event.what]))[0]
}

/** The last message of any kind of ours about how a visit stands. */
export async function findLastMessage(trx: Database, visitId: number): Promise<Told | undefined> {
  return (await listEvents(trx, visitId)).flatMap((event) => toTold(event, kindOf(event)))[0]
}
