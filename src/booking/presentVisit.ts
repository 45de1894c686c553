/** Knows what a visitor sees of a visit: words for its status, times, people and reasons, and nothing more. */
import { placeName } from '../domain/placeName.ts'
import type { RejectionReason } from '../domain/visit.ts'
import { isNeutralReason } from '../domain/visit.ts'
import type { Visit, Visitor } from '../store/visits.ts'
import type { Translator } from '../text/translate.ts'
import { slotLine } from './steps/choices.ts'

const fullName = ({ firstName, lastName }: Pick<Visitor, 'firstName' | 'lastName'>) =>
  `${firstName} ${lastName}`

/** A reason to show; `plain` where a clerk wrote it, so that it holds no links of ours. */
export interface ReasonLine {
  text: string
  plain?: true
}

/** Which of the seven pages a visit has now: a booked visit is over once its slot has ended. */
function pageOf({ status, slot }: Visit, now: Date): string {
  if (status === 'attended' || status === 'not_attended') return 'over'
  return status === 'booked' && slot && slot.endsAt <= now ? 'over' : status
}

/** Each reason in plain words, once; those that would tell something of another share one neutral sentence. */
export function reasonLines(visit: Visit, { text, shortDate }: Translator): ReasonLine[] {
  const words = (reason: RejectionReason): ReasonLine => {
    if (reason === 'other') return { text: visit.rejectionText, plain: true }
    if (isNeutralReason(reason)) return { text: text('visit.reasons.neutral') }
    if (reason === 'no_allowance' && visit.allowanceRenewsOn) {
      return { text: text('visit.reasons.no_allowance_until', { date: shortDate(visit.allowanceRenewsOn) }) }
    }
    return { text: text(`visit.reasons.${reason}`) }
  }
  const lines = visit.rejectionReasons.map(words)
  return lines.filter((line, place) => lines.findIndex((other) => other.text === line.text) === place)
}

function refusedLine(visitor: Visitor, { text, shortDate }: Translator): string {
  const name = fullName(visitor)
  if (visitor.outcome === 'banned' && visitor.bannedUntil) {
    return text('visit.refused.banned_until', { name, date: shortDate(visitor.bannedUntil) })
  }
  return text(`visit.refused.${visitor.outcome ?? 'cannot_come'}`, { name })
}

/** What `views/visits/visit.njk` shows. */
export function presentVisit(visit: Visit, translator: Translator, now: Date) {
  const { place, slot } = visit
  const page = pageOf(visit, now)
  const isRefused = ({ outcome }: Visitor) => outcome !== null && outcome !== 'can_visit'
  return {
    page,
    next: page === 'booked' || page === 'over' ? [] : translator.content(`visit.next.${page}`),
    reference: visit.reference,
    place: {
      name: placeName(place, translator.language),
      phone: place.phone,
      email: place.email,
      lines: [place.address, place.postcode].filter(Boolean),
      map:
        place.postcode &&
        `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(`HMP ${place.name} ${place.postcode}`)}`,
    },
    answerBy: translator.date(visit.answerBy),
    slot: slot && slotLine(slot, translator),
    choices: visit.choices.map((choice) => slotLine(choice.slot, translator)),
    coming: visit.party.filter((visitor) => !isRefused(visitor)).map(fullName),
    refused: visit.party.filter(isRefused).map((visitor) => refusedLine(visitor, translator)),
    reasons: visit.status === 'rejected' ? reasonLines(visit, translator) : [],
    closedVisit: visit.closedVisit,
    bookingReference: visit.bookingReference,
    message: visit.messageToVisitor,
  }
}
