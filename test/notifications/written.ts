// Messages as they are written, without any database.
import { moveOf } from '../../src/domain/move.ts'
import { writeMessage } from '../../src/notifications/messages.ts'
import { wordsFor } from '../../src/notifications/visitMessages.ts'
import type { VisitChange } from '../../src/store/changes.ts'
import type { EventWords } from '../../src/store/events.ts'
import type { NotificationKind } from '../../src/store/notifications.ts'
import type { Visit } from '../../src/store/visits.ts'
import { aSlot, aVisitor, theVisit } from './visit.ts'

export const links = {
  visit: 'https://visits.example.org/visits/s3cret?lang=en',
  calendar: 'https://visits.example.org/visits/s3cret/calendar.ics?lang=en',
  start: 'https://visits.example.org/?lang=en',
  feedback: 'https://visits.example.org/feedback',
}

const oldSlot = aSlot('2026-12-01', 3)
const newSlot = aSlot('2026-12-04')

/** What history keeps of the event that each kind tells of. */
export const detailsOf = (kind: NotificationKind): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(kind === 'moved' ? moveOf(oldSlot, newSlot) : { decision: 'confirmed' }),
  ) as Record<string, unknown>

/** The message of that kind about a visit. */
export const write = (
  kind: NotificationKind,
  visit: Partial<Visit> = {},
  language: 'en' | 'cy' = 'en',
  event: Partial<EventWords> = {},
) => {
  const words = { details: detailsOf(kind), text: '', ...event }
  const change = kind === 'change_requested' ? theChange : undefined
  const told = theVisit({ ...visit, language })
  return writeMessage(kind, { visit: told, event: words, change, links }, wordsFor(told))
}

/** A change that waits for an answer. */
export const theChange: VisitChange = {
  id: 1,
  visitId: 1,
  status: 'requested',
  requestedAt: new Date('2026-11-18T10:00:00Z'),
  answerBy: '2026-11-23',
  expiresOn: '2026-12-04',
  party: [aVisitor(), aVisitor({ firstName: 'Tomos' })],
  choices: [{ rank: 1, slot: oldSlot }],
}

export const booked = { status: 'booked', slot: newSlot } as const

/** A visit in the status in which that message is true. */
export const visitFor = (kind: NotificationKind): Partial<Visit> => {
  if (kind === 'cancelled') {
    return { status: 'cancelled', slot: newSlot, cancelledBy: 'prison', cancellationReasons: ['slot_closed'] }
  }
  return kind === 'undone' || kind === 'request_changed' ? { status: 'requested' } : booked
}
