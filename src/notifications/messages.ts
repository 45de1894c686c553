/** Knows what each message says (specification §9, "Says"): facts of the visit in the words of one language. */
import { fullName } from '../domain/names.ts'
import { placeName } from '../domain/placeName.ts'
import { isRefused } from '../domain/visit.ts'
import type { NotificationKind } from '../store/notifications.ts'
import type { Visit, Visitor } from '../store/visits.ts'
import type { Translator } from '../text/translate.ts'
import { createTextRenderer } from '../views/textRenderer.ts'
import { slotLine, toldReasons } from '../views/words.ts'
import { oneLine, paragraphs, plainName } from './userText.ts'

/** Plain text. The subject is one of our own sentences and carries nothing personal. */
export interface Message {
  subject: string
  body: string
}

export interface Links {
  /** The visit's private page. */
  visit: string
  /** Where a new request starts. */
  start: string
}

const render = createTextRenderer()

/** Writes the message of a kind in the translator's language. */
export function writeMessage(
  kind: NotificationKind,
  visit: Visit,
  links: Links,
  translator: Translator,
): Message {
  const { text, content } = translator
  return {
    subject: text(`messages.${kind}.subject`),
    body: render(`emails/${kind}`, { kind, t: text, content, links, ...factsOf(visit, translator) }),
  }
}

/** Everything that a message may tell of a visit: no reason for a refused visitor, no prisoner, no dates of birth. */
function factsOf(visit: Visit, translator: Translator) {
  const { slot, party } = visit
  return {
    name: party.slice(0, 1).map(safeName).join(),
    reference: visit.reference,
    prison: placeName(visit.place, translator.language),
    answerBy: translator.date(visit.answerBy),
    choices: visit.choices.map((choice) => slotLine(choice.slot, translator)),
    slot: slot && slotLine(slot, translator),
    coming: party.filter((visitor) => !isRefused(visitor)).map(safeName),
    refused: party.filter(isRefused).map(safeName),
    closedVisit: visit.closedVisit,
    bookingReference: oneLine(visit.bookingReference),
    reasons: toldReasons(visit, translator).map(({ text, byClerk }) => (byClerk ? oneLine(text) : text)),
    message: paragraphs(visit.messageToVisitor),
  }
}

const safeName = (visitor: Visitor) => plainName(fullName(visitor))
