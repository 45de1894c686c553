/** Knows the messages to prisons: references, slots and counts only (specification §9). */
import { londonDate, londonTime } from '../domain/dates.ts'
import type { Database } from '../store/database.ts'
import type { QueuedNotification } from '../store/notifications.ts'
import { findPlace } from '../store/places.ts'
import type { Place } from '../store/places.ts'
import { listOverdue } from '../store/prisonNotices.ts'
import type { OverdueRequest } from '../store/prisonNotices.ts'
import { readVisit } from '../store/visits.ts'
import { translator } from '../text/translate.ts'
import { createTextRenderer } from '../views/textRenderer.ts'
import type { Message } from './messages.ts'
import type { Writing, Written } from './writing.ts'

/** An e-mail lists no more requests than that; the others are counted. */
const mostListed = 100

const { text, date: longDate } = translator('en')
const render = createTextRenderer()

interface SlotTimes {
  startsAt: Date
  endsAt: Date
}

/** "Friday 4 December 2026, 14:00 to 16:00", as staff read it. */
const slotWords = ({ startsAt, endsAt }: SlotTimes): string =>
  `${longDate(londonDate(startsAt))}, ${londonTime(startsAt)} to ${londonTime(endsAt)}`

/** A visit that its visitor has cancelled. */
export const cancelledNotice = (told: { prison: string; reference: string; slot: SlotTimes }): Message => ({
  subject: text('staffMessages.visitor_cancelled.subject'),
  body: render('emails/visitor_cancelled', { t: text, ...told, slot: slotWords(told.slot) }),
})

/** @param address where the requests are decided */
export function digest(prison: string, overdue: readonly OverdueRequest[], address: string): Message {
  const lines = overdue.slice(0, mostListed).map((request) =>
    text(request.isChange ? 'staffMessages.digest.changeLine' : 'staffMessages.digest.line', {
      reference: request.reference,
      slot: slotWords(request),
      date: longDate(request.answerBy),
    }),
  )
  const count = overdue.length
  return {
    subject: text('staffMessages.digest.subject', { count }),
    body: render('emails/digest', { t: text, prison, count, lines, more: count - lines.length, address }),
  }
}

/** Writes the message of a row that goes to a prison. */
export async function prisonMessage(
  trx: Database,
  row: QueuedNotification,
  writing: Writing,
): Promise<Written> {
  if (row.kind === 'visitor_cancelled' && row.visitId !== null) {
    return writeCancelled(trx, row.id, row.visitId, writing)
  }
  if (row.kind === 'digest' && row.placeId !== null) return writeDigest(trx, row, row.placeId, writing)
  throw new Error('A later version of the service knows this message')
}

async function writeCancelled(
  trx: Database,
  id: string,
  visitId: number,
  { now }: Writing,
): Promise<Written> {
  const visit = await readVisit(trx, visitId)
  const { place, slot, reference } = visit ?? {}
  if (!place?.wantsCancellations || !slot || visit?.status !== 'cancelled') return { failed: 'overtaken' }
  if (slot.endsAt <= now) return { failed: 'too_late' }
  const message = cancelledNotice({ prison: place.name, reference: reference ?? '', slot })
  return addressed(id, place, message, reference)
}

/** Tells how things are now; a digest that did not leave on its day is not sent, as the next has all that it had. */
async function writeDigest(
  trx: Database,
  { id, about }: QueuedNotification,
  placeId: number,
  { now, publicUrl }: Writing,
): Promise<Written> {
  const today = londonDate(now)
  const place = await findPlace(trx, placeId)
  if (about !== today) return { failed: 'too_late' }
  const overdue = place?.wantsDigest ? await listOverdue(trx, placeId, today) : []
  if (!place || overdue.length === 0) return { failed: 'overtaken' }
  return addressed(id, place, digest(place.name, overdue, `${publicUrl}/staff`))
}

function addressed(id: string, { email }: Place, message: Message, visitReference?: string): Written {
  if (!email) return { failed: 'no_address' }
  return { message: { id, to: email, channel: 'email', language: 'en', ...message, visitReference } }
}
