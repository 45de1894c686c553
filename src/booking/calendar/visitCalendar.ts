/** Knows how a visit is written as a calendar file (standards I10): neutral, as calendars are shared. */
import { createHash } from 'node:crypto'
import { ICalCalendar, ICalEventClass, ICalEventStatus } from 'ical-generator'
import { withoutInvisible } from '../../domain/names.ts'
import { placeName } from '../../domain/placeName.ts'
import type { Visit } from '../../store/visits.ts'
import type { Translator } from '../../text/translate.ts'
import { withAddresses } from '../../views/textRenderer.ts'
import type { VisitInCalendar } from './forCalendar.ts'

interface Moments {
  now: Date
  /** When the visit's status or time last changed. */
  changedAt: Date
}

/**
 * An iCalendar file of one event, its times in UTC. Every later file of the same visit has the same UID and a higher
 * SEQUENCE once something has changed, so that calendars mend the event that they have.
 *
 * @param host of the service; makes the UID the world's only one
 */
export function visitCalendar(
  visit: VisitInCalendar,
  host: string,
  translator: Translator,
  { now, changedAt }: Moments,
): string {
  const { slot, place, version, status, reference } = visit
  const calendar = new ICalCalendar({ prodId: `//${host}//visits//${translator.language.toUpperCase()}` })
  calendar.createEvent({
    id: `${createHash('sha256').update(`visit ${reference}`).digest('hex').slice(0, 32)}@${host}`,
    sequence: version,
    stamp: now,
    lastModified: changedAt,
    start: slot.startsAt,
    end: slot.endsAt,
    status: status === 'booked' ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    class: ICalEventClass.PRIVATE,
    summary: translator.text('visit.calendarFile.summary'),
    location: locationOf(place, translator),
    description: descriptionOf(visit, translator),
  })
  return calendar.toString()
}

function locationOf(place: Visit['place'], { language }: Translator): string {
  const lines = [placeName(place, language), ...place.address.split(/\r\n?|\n/), place.postcode]
  return lines.map(tidy).filter(Boolean).join(', ')
}

/** The link is a secret, and calendars are shared: only where to find it stands here. */
function descriptionOf({ status, reference }: VisitInCalendar, { text, content }: Translator): string {
  const bring = content('visit.bring.list') as string[]
  const lines =
    status === 'booked'
      ? [text('visit.bring.heading'), ...bring.map((item) => `- ${withAddresses(item)}`), '']
      : [text(`visit.calendarFile.${status === 'cancelled' ? 'cancelled' : 'undone'}`), '']
  return [...lines, text('messages.reference', { reference }), text('visit.calendarFile.link')].join('\n')
}

const tidy = (text: string): string => withoutInvisible(text).replace(/\s+/g, ' ').trim()
