/** Knows whether a message about a visit is still worth sending when its turn comes (standards N16). */
import { londonDate } from '../domain/dates.ts'
import { isOver } from '../domain/visit.ts'
import type { VisitStatus } from '../domain/visit.ts'
import type { NotificationKind } from '../store/notifications.ts'
import type { Visit } from '../store/visits.ts'

/** What a message says of its visit is true only while the visit has one of these statuses. */
const trueWhile: Record<NotificationKind, readonly VisitStatus[]> = {
  request_received: ['requested'],
  confirmed: ['booked'],
  rejected: ['rejected'],
  expired: ['expired'],
  cancelled: ['cancelled'],
  moved: ['booked'],
  undone: ['requested'],
  prison_message: ['requested', 'booked'],
  changed: ['booked'],
  request_changed: ['requested'],
  change_requested: ['booked'],
  change_refused: ['booked'],
  change_expired: ['booked'],
  withdrawn: ['withdrawn'],
  cancelled_by_visitor: ['cancelled'],
  reminder: ['booked'],
  joining: ['booked'],
}

/** These tell of one slot, whose id stands in their event's details. */
const tellOfSlot: readonly NotificationKind[] = ['moved', 'changed', 'reminder']

/** Whether it is a message about a visit to its visitor that this version of the service knows. */
export const isVisitMessage = (kind: string): kind is NotificationKind => kind in trueWhile

/**
 * Why a message is better not sent: it is no longer true, or the time that it tells of has passed.
 *
 * @param details what history keeps of the event that it tells of
 */
export function pointlessness(
  kind: NotificationKind,
  visit: Visit,
  details: Record<string, unknown>,
  now: Date,
): 'overtaken' | 'too_late' | undefined {
  const isTrue = trueWhile[kind].includes(visit.status)
  if (!isTrue || (tellOfSlot.includes(kind) && details.slotId !== visit.slot?.id)) return 'overtaken'
  if (kind === 'reminder' && visit.slot && visit.slot.date <= londonDate(now)) return 'too_late'
  const tellsOfTimeToCome = visit.status === 'requested' || visit.status === 'booked'
  return tellsOfTimeToCome && isOver(visit, now) ? 'too_late' : undefined
}
