/** Knows what each message says (specification §9, "Says"): facts of the visit in the words of one language. */
import { readMove } from '../domain/move.ts'
import { fullName } from '../domain/names.ts'
import { placeName } from '../domain/placeName.ts'
import { isInPerson } from '../domain/officialDecision.ts'
import type { Item } from '../domain/officialVisit.ts'
import { isRefused } from '../domain/visit.ts'
import { visitorTextFor } from '../domain/visitorText.ts'
import type { VisitChange } from '../store/changes.ts'
import type { EventWords } from '../store/events.ts'
import type { NotificationKind } from '../store/notifications.ts'
import type { Visit, Visitor } from '../store/visits.ts'
import type { Translator } from '../text/translate.ts'
import { createTextRenderer } from '../views/textRenderer.ts'
import { slotLine, toldCancellation, toldReasons } from '../views/words.ts'
import { oneLine, paragraphs, plainName } from './userText.ts'

/** Plain text. The subject is one of our own sentences and carries nothing personal. */
export interface Message {
  subject: string
  body: string
}

export interface Links {
  /** The visit's page: a private one, or that of the professional who signs in. */
  visit: string
  /** The visit as a calendar file. */
  calendar: string
  /** Where a new request starts. */
  start: string
  /** Where people say what they think of the service. */
  feedback: string
}

const render = createTextRenderer()

/** What a message is about. */
export interface Told {
  visit: Visit
  /** The event that the message tells of. */
  event: EventWords
  /** The change that waits for an answer, where the message tells of it. */
  change?: VisitChange
  links: Links
  /** It is posted: nothing in it can be followed or replied to. */
  onPaper?: boolean
}

/** Writes the message of a kind in the translator's language. */
export function writeMessage(kind: NotificationKind, told: Told, translator: Translator): Message {
  const { text, content } = translator
  const facts = { ...factsOf(told, translator), ...factsOfEvent(kind, told, translator) }
  return {
    subject: text(`messages.${kind}.subject`),
    body: render(`emails/${kind}`, {
      kind,
      t: text,
      content,
      links: told.links,
      onPaper: told.onPaper === true,
      ...facts,
    }),
  }
}

/** Everything that a message may tell of a visit: no reason for a refused visitor, no prisoner, no dates of birth. */
function factsOf({ visit, onPaper }: Told, translator: Translator) {
  const { slot, party, place, status } = visit
  const reasons = (status === 'cancelled' ? toldCancellation : toldReasons)(visit, translator)
  return {
    name: visit.official?.professionalName ? plainName(visit.official.professionalName) : nameOf(party),
    ...officialFactsOf(visit, translator),
    status,
    reference: visit.reference,
    prison: placeName(place, translator.language),
    phone: place.phone,
    prisonWords: paragraphs(visitorTextFor(place, translator.language).text),
    canReply: !onPaper && Boolean(replyAddress(place)),
    answerBy: translator.date(visit.answerBy),
    choices: visit.choices.map((choice) => slotLine(choice.slot, translator)),
    slot: slot && slotLine(slot, translator),
    coming: party.filter((visitor) => !isRefused(visitor)).map(safeName),
    refused: party.filter(isRefused).map(safeName),
    closedVisit: visit.closedVisit,
    bookingReference: oneLine(visit.bookingReference),
    reasons: reasons.map((reason) => (reason.byClerk ? oneLine(reason.text) : reason.text)),
  }
}

const nameOf = (party: Visit['party']) => party.slice(0, 1).map(safeName).join()

/** How to join is told of a booked visit alone. */
function officialFactsOf({ visitType, status, official }: Visit, { text }: Translator) {
  const approved = official?.itemsApproved ?? []
  const listed = (isListed: (item: Item) => boolean) =>
    (official?.items ?? [])
      .filter(isListed)
      .map((item) => text(`messages.official.items.${item}`))
      .join(', ')
  return {
    isInPerson: isInPerson(visitType),
    canBring: listed((item) => approved.includes(item)),
    cannotBring: listed((item) => !approved.includes(item)),
    joining: status === 'booked' ? paragraphs(official?.joiningDetails ?? '') : '',
  }
}

/** The words of a decision lie with the visit, as they go when it is undone; those of other events with the event. */
function factsOfEvent(kind: NotificationKind, { visit, event, change }: Told, translator: Translator) {
  const isDecision = kind === 'confirmed' || kind === 'rejected'
  return {
    message: paragraphs(isDecision ? visit.messageToVisitor : event.text),
    oldSlot: 'from' in event.details ? slotLine(readMove(event.details).from, translator) : '',
    asked: change && askedOf(change, translator),
    decision: event.details.decision ?? '',
    changeEnded: event.details.changeEnded === true,
  }
}

const askedOf = ({ choices, party, answerBy }: VisitChange, translator: Translator) => ({
  times: choices.map(({ slot }) => slotLine(slot, translator)),
  people: party.map(safeName),
  answerBy: translator.date(answerBy),
})

/** Where answers to our messages go; empty where nobody reads them. */
export const replyAddress = ({ replyTo, email }: { replyTo: string; email: string }): string =>
  replyTo || email

const safeName = (person: Pick<Visitor, 'firstName' | 'lastName'>) => plainName(fullName(person))
