/** Knows what a visitor sees of a visit: words for its status, times, people and reasons, and nothing more. */
import { placeName } from '../domain/placeName.ts'
import { fullName } from '../domain/names.ts'
import { isRefused } from '../domain/visit.ts'
import type { Visit, Visitor } from '../store/visits.ts'
import type { Translator } from '../text/translate.ts'
import { printed } from '../views/printed.ts'
import { slotLine, toldReasons } from '../views/words.ts'
import type { ToldReason } from '../views/words.ts'

/** Which of the seven pages a visit has now: a booked visit is over once its slot has ended. */
function pageOf({ status, slot }: Visit, now: Date): string {
  if (status === 'attended' || status === 'not_attended') return 'over'
  return status === 'booked' && slot && slot.endsAt <= now ? 'over' : status
}

function refusedLine(visitor: Visitor, { text, shortDate }: Translator): string {
  const name = fullName(visitor)
  if (visitor.outcome === 'banned' && visitor.bannedUntil) {
    return text('visit.refused.banned_until', { name, date: shortDate(visitor.bannedUntil) })
  }
  return text(`visit.refused.${visitor.outcome ?? 'cannot_come'}`, { name })
}

/** A sentence of ours may hold a link, which the view makes; a clerk's is printed as it is. */
const reasonOf = ({ text, byClerk }: ToldReason) => ({ byClerk, text: byClerk ? printed(text) : text })

/** What `views/visits/visit.njk` shows. */
export function presentVisit(visit: Visit, translator: Translator, now: Date) {
  const { place, slot } = visit
  const page = pageOf(visit, now)
  return {
    page,
    next: page === 'booked' || page === 'over' ? [] : translator.content(`visit.next.${page}`),
    reference: printed(visit.reference),
    place: printed({
      name: placeName(place, translator.language),
      phone: place.phone,
      email: place.email,
      lines: [place.address, place.postcode].filter(Boolean),
      map:
        place.postcode &&
        `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(`HMP ${place.name} ${place.postcode}`)}`,
    }),
    answerBy: printed(translator.date(visit.answerBy)),
    slot: printed(slot && slotLine(slot, translator)),
    choices: printed(visit.choices.map((choice) => slotLine(choice.slot, translator))),
    coming: printed(visit.party.filter((visitor) => page !== 'booked' || !isRefused(visitor)).map(fullName)),
    refused: printed(visit.party.filter(isRefused).map((visitor) => refusedLine(visitor, translator))),
    reasons: visit.status === 'rejected' ? toldReasons(visit, translator).map(reasonOf) : [],
    closedVisit: visit.closedVisit,
    bookingReference: printed(visit.bookingReference),
    message: printed(visit.messageToVisitor),
  }
}
