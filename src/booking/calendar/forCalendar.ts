/** Knows which visits a calendar can hold, or may still hold. */
import { readUndoneTime } from '../../domain/undo.ts'
import type { VisitEvent } from '../../store/events.ts'
import type { Visit } from '../../store/visits.ts'

/** A visit with the time that calendars have, or should have, for it. */
export type VisitInCalendar = Omit<Visit, 'slot'> & { slot: { startsAt: Date; endsAt: Date } }

/** A visit that has a time and takes place or not; or had one, until the prison took its confirmation back. */
export function forCalendar(visit: Visit, events: readonly VisitEvent[]): VisitInCalendar | undefined {
  const { slot, status } = visit
  if (slot) return status === 'booked' || status === 'cancelled' ? { ...visit, slot } : undefined
  const undone = events.find(({ what, details }) => what === 'undone' && details.decision === 'confirmed')
  const time = undone && readUndoneTime(undone.details)
  return time && { ...visit, slot: time }
}
