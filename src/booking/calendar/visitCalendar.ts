/** Knows what stands in a visit's calendar file. */
import { isInPerson, isOfficial } from '../../domain/officialDecision.ts'
import type { Translator } from '../../text/translate.ts'
import { withAddresses } from '../../views/textRenderer.ts'
import { addEvent, newCalendar } from './calendarEvent.ts'
import type { VisitInCalendar } from './forCalendar.ts'

interface Moments {
  now: Date
  /** When the visit's status or time last changed. */
  changedAt: Date
}

/** An iCalendar file of one event. @param publicUrl how the public reaches the service */
export function visitCalendar(
  visit: VisitInCalendar,
  publicUrl: string,
  translator: Translator,
  { now, changedAt }: Moments,
): string {
  const { host } = new URL(publicUrl)
  const calendar = newCalendar(host, translator)
  const { reference, version, status, slot, place } = visit
  const description = descriptionOf(visit, publicUrl, translator)
  const summary = translator.text(
    `visit.calendarFile.${isOfficial(visit.visitType) ? 'official' : 'summary'}`,
  )
  const state = status === 'booked' ? 'booked' : 'off'
  const event = { reference, version, state, slot, place, summary, description, changedAt } as const
  addEvent(calendar, event, { host, now, translator })
  return calendar.toString()
}

/** A private link is a secret, and calendars are shared: only where to find it stands here. */
function descriptionOf(visit: VisitInCalendar, publicUrl: string, { text, content }: Translator): string {
  const { status, reference, visitType } = visit
  const official = isOfficial(visitType)
  const bring = (official ? content('official.visit.bring.list') : content('visit.bring.list')) as string[]
  const asItStands = [text('visit.bring.heading'), ...bring.map((item) => `- ${withAddresses(item)}`), '']
  const lines =
    status !== 'booked'
      ? [text(`visit.calendarFile.${status === 'cancelled' ? 'cancelled' : 'undone'}`), '']
      : isInPerson(visitType)
        ? asItStands
        : []
  const where = official
    ? text('visit.calendarFile.signIn', { address: `${publicUrl}/professional/visits/${reference}` })
    : text('visit.calendarFile.link')
  return [...lines, text('messages.reference', { reference }), where].join('\n')
}
