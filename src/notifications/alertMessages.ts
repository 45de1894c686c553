/** Knows the messages to those who wait for places: what has appeared, how to ask for it, how to be told no more. */
import { canBeHad, endOfNight } from '../domain/alerts.ts'
import { londonDate } from '../domain/dates.ts'
import { placeName } from '../domain/placeName.ts'
import { mintAlertLink } from '../store/alertLinks.ts'
import { lockQueuedOfAlert } from '../store/alertMessages.ts'
import { readAlert } from '../store/alerts.ts'
import type { Alert } from '../store/alerts.ts'
import type { Database } from '../store/database.ts'
import type { QueuedNotification } from '../store/notifications.ts'
import { findPlace } from '../store/places.ts'
import type { Place } from '../store/places.ts'
import type { Slot } from '../store/slots.ts'
import { translator } from '../text/translate.ts'
import type { Translator } from '../text/translate.ts'
import { createTextRenderer } from '../views/textRenderer.ts'
import { slotLine } from '../views/words.ts'
import { inPhoneAlphabet } from './phoneAlphabet.ts'
import { replyAddress } from './messages.ts'
import type { Message } from './messages.ts'
import { startLink } from './writing.ts'
import type { Writing, Written } from './writing.ts'

/** An e-mail lists no more times than that; the others stand on the page that it leads to. */
const mostListed = 10

const render = createTextRenderer()

/** What a message tells, in order of time. */
export interface TellingPlaces {
  place: Place
  slots: readonly Slot[]
  links: { start: string; stop: string }
}

/** The e-mail about places that appeared. */
export function placesAppearedEmail({ place, slots, links }: TellingPlaces, translator: Translator): Message {
  const { text, language } = translator
  const listed = slots.slice(0, mostListed).map((slot) => slotLine(slot, translator))
  return {
    subject: text('alert.email.subject'),
    body: render('emails/places_appeared', {
      t: text,
      prison: placeName(place, language),
      slots: listed,
      links,
    }),
  }
}

/** The same as a text message, of two fragments at most: one link leads to both asking and stopping. */
export function placesAppearedText({ place, slots, links }: TellingPlaces, translator: Translator): Message {
  const { text, language } = translator
  const [first] = slots
  const values = {
    prison: placeName(place, language),
    slot: first ? slotLine(first, translator) : '',
    link: links.stop,
  }
  const words = text(slots.length > 1 ? 'alert.text.several' : 'alert.text.one', values)
  return { subject: '', body: inPhoneAlphabet(`${text('common.serviceName')}: ${words}`) }
}

/** Writes one message of all that the alert is still to be told of and that is still free. */
export async function alertMessage(
  trx: Database,
  { id, kind, channel }: QueuedNotification,
  alertId: string,
  { db, now, randomBytes, publicUrl }: Writing,
): Promise<Written> {
  if (kind !== 'places_appeared') throw new Error('A later version of the service knows this message')
  const rows = await lockQueuedOfAlert(trx, alertId)
  const others = rows.map(({ messageId }) => messageId).filter((other) => other !== id)
  const { alert, place } = await readWaiting(trx, alertId)
  const to = alert?.email ?? alert?.mobile
  if (!alert || !place || !to) return { failed: 'overtaken', others }
  const morning = channel === 'text' ? endOfNight(now) : undefined
  if (rows[0] && rows[0].messageId !== id) return { heldUntil: afterTheFirst(morning ?? now) }
  if (morning) return { heldUntil: morning }
  const slots = rows.filter((slot) => canBeHad(slot, { ...place, now, today: londonDate(now) }))
  if (slots.length === 0) return { failed: 'overtaken', others }
  const { language } = alert
  const address = `${publicUrl}/alerts/${await mintAlertLink(db, alertId, now, randomBytes)}`
  const links = { start: startLink(publicUrl, language), stop: `${address}?lang=${language}` }
  const write = channel === 'email' ? placesAppearedEmail : placesAppearedText
  const written = write({ place, slots, links }, translator(language))
  const byEmail = { unsubscribeUrl: `${address}/unsubscribe`, replyTo: replyAddress(place) }
  return { message: { id, to, channel, language, ...written, ...(channel === 'email' && byEmail) }, others }
}

/** The first row's message tells of the others, too; they come up again in case that it cannot. */
const afterTheFirst = (moment: Date) => new Date(moment.getTime() + 10 * 60_000)

async function readWaiting(trx: Database, alertId: string): Promise<{ alert?: Alert; place?: Place }> {
  const alert = await readAlert(trx, alertId)
  return alert && !alert.endedAt ? { alert, place: await findPlace(trx, alert.placeId) } : {}
}
