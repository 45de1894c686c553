/** Knows the messages to visitors about their visit: whether each is still true, and whom it goes to. */
import { isVisitMessage, pointlessness } from '../actions/stillTrue.ts'
import { endOfNight } from '../domain/alerts.ts'
import { linksIn } from '../domain/officialDecision.ts'
import { slotsNow } from '../domain/visitChange.ts'
import { findOpenChange } from '../store/changes.ts'
import type { Database } from '../store/database.ts'
import { readEventWords } from '../store/events.ts'
import type { NotificationKind, QueuedNotification } from '../store/notifications.ts'
import { keepAddress } from '../store/ownVisits.ts'
import { readVisit } from '../store/visits.ts'
import type { Visit } from '../store/visits.ts'
import { rewordedBelow, translator } from '../text/translate.ts'
import type { Language, Translator } from '../text/translate.ts'
import { replyAddress, writeMessage } from './messages.ts'
import type { Told } from './messages.ts'
import { writeText } from './textMessages.ts'
import { visitLinks } from './visitLinks.ts'
import type { Writing, Written } from './writing.ts'

const inOtherWords = { messages: ['official.messages'], visit: ['official.visit'] }
const official: Record<Language, Translator> = {
  en: rewordedBelow('en', inOtherWords),
  cy: rewordedBelow('cy', inOtherWords),
}

/** The words for messages about a visit: some are others where it is official. */
export const wordsFor = (visit: Pick<Visit, 'official' | 'language'>): Translator =>
  visit.official ? official[visit.language] : translator(visit.language)

/** Writes the message of a row that is about a visit and goes to its visitor. */
export async function visitMessage(
  trx: Database,
  { id, kind, channel }: QueuedNotification,
  { visitId, eventId }: { visitId: number; eventId: number },
  writing: Writing,
): Promise<Written> {
  await keepAddress(trx, visitId)
  const visit = await readVisit(trx, visitId)
  const to = channel === 'email' ? visit?.email : visit?.wantsTexts && visit.mobile
  if (!visit || !to) return { failed: channel === 'text' ? 'overtaken' : 'no_address' }
  if (!isVisitMessage(kind)) throw new Error('A later version of the service knows this message')
  const told = await readTold(trx, { kind, visit, eventId }, writing.now)
  if ('failed' in told) return told
  const { language, reference } = visit
  const addressed = { id, to, channel, language, visitReference: reference }
  if (channel === 'text') {
    const heldUntil = quietUntil(visit, writing.now)
    if (heldUntil) return { heldUntil }
    return { message: { ...addressed, subject: '', body: writeText(kind, visit, wordsFor(visit)) } }
  }
  const links = await visitLinks(visit, writing)
  const replyTo = replyAddress(visit.place)
  const written = writeMessage(kind, { ...told, links }, wordsFor(visit))
  const linkOrigins = linksIn(visit.official?.joiningDetails ?? '').map((link) => new URL(link).origin)
  return { message: { ...addressed, ...(replyTo && { replyTo }), linkOrigins, ...written } }
}

/** What a message tells of, or why it is better not sent. */
export async function readTold(
  trx: Database,
  { kind, visit, eventId }: { kind: NotificationKind; visit: Visit; eventId: number },
  now: Date,
): Promise<Omit<Told, 'links'> | { failed: string }> {
  const event = await readEventWords(trx, eventId)
  const change = kind === 'change_requested' ? await findOpenChange(trx, visit.id) : undefined
  const isGone = kind === 'change_requested' && change?.id !== event.details.changeId
  const pointless = pointlessness(kind, visit, event.details, now) ?? (isGone ? 'overtaken' : undefined)
  return pointless ? { failed: pointless } : { visit, event, change }
}

/** Milliseconds before a visit in which a phone may ring at night, too. */
const day = 24 * 3_600_000

/** Until when a text message about a visit has to wait because it is night. */
function quietUntil(visit: Visit, now: Date): Date | undefined {
  const isSoon = slotsNow(visit).some(
    ({ startsAt }) => startsAt > now && startsAt.getTime() - now.getTime() <= day,
  )
  return isSoon ? undefined : endOfNight(now)
}
