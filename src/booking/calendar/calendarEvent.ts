/** Knows how a visit is written as an event of a calendar (standards I10): neutral, as calendars are shared. */
import { createHash } from 'node:crypto'
import { ICalCalendar, ICalEventClass, ICalEventStatus } from 'ical-generator'
import { withoutInvisible } from '../../domain/names.ts'
import { placeName } from '../../domain/placeName.ts'
import type { Place } from '../../store/places.ts'
import type { Translator } from '../../text/translate.ts'

const states = {
  booked: ICalEventStatus.CONFIRMED,
  requested: ICalEventStatus.TENTATIVE,
  off: ICalEventStatus.CANCELLED,
}

export interface CalendarEvent {
  reference: string
  /** Grows with every change. */
  version: number
  state: keyof typeof states
  slot: { startsAt: Date; endsAt: Date }
  place: Pick<Place, 'name' | 'nameCy' | 'address' | 'postcode'>
  summary: string
  description: string
  /** When the visit's status or time last changed, where that is known. */
  changedAt?: Date
}

/** A calendar without events. @param host of the service */
export const newCalendar = (host: string, { language }: Translator): ICalCalendar =>
  new ICalCalendar({ prodId: `//${host}//visits//${language.toUpperCase()}` })

/**
 * Adds a visit, its times in UTC. Every later event of the same visit has the same UID and a higher SEQUENCE once
 * something has changed, so that calendars mend the event that they have.
 *
 * @param host of the service; makes the UID the world's only one
 */
export function addEvent(
  calendar: ICalCalendar,
  event: CalendarEvent,
  { host, now, translator }: { host: string; now: Date; translator: Translator },
): void {
  const { reference, version, state, slot, place, summary, description, changedAt } = event
  calendar.createEvent({
    id: `${createHash('sha256').update(`visit ${reference}`).digest('hex').slice(0, 32)}@${host}`,
    sequence: version,
    stamp: now,
    ...(changedAt && { lastModified: changedAt }),
    start: slot.startsAt,
    end: slot.endsAt,
    status: states[state],
    class: ICalEventClass.PRIVATE,
    summary,
    location: locationOf(place, translator),
    description,
  })
}

function locationOf(place: CalendarEvent['place'], { language }: Translator): string {
  const lines = [placeName(place, language), ...place.address.split(/\r\n?|\n/), place.postcode]
  return lines.map(tidy).filter(Boolean).join(', ')
}

const tidy = (text: string): string => withoutInvisible(text).replace(/\s+/g, ' ').trim()
