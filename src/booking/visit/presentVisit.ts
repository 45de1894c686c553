/** Knows what a visitor sees of a visit: words for its status, times, people and reasons, and nothing more. */
import { londonDate } from '../../domain/dates.ts'
import { readMove } from '../../domain/move.ts'
import { placeName } from '../../domain/placeName.ts'
import { fullName } from '../../domain/names.ts'
import { isRefused } from '../../domain/visit.ts'
import { isChange } from '../../store/events.ts'
import type { VisitEvent } from '../../store/events.ts'
import type { Visit, Visitor } from '../../store/visits.ts'
import type { Translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { slotLine, toldCancellation, toldReasons } from '../../views/words.ts'
import type { ToldReason } from '../../views/words.ts'
import { forCalendar } from '../calendar/forCalendar.ts'
import { prisonWords } from '../prisonWords.ts'

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

/** The new time and the old one, where the prison has moved the visit. */
function movedOf(page: string, { slot }: Visit, last: VisitEvent | undefined, translator: Translator) {
  if (page !== 'booked' || last?.what !== 'moved' || !slot) return undefined
  const { from } = readMove(last.details)
  return printed({ to: slotLine(slot, translator), from: slotLine(from, translator) })
}

/** Whether a change that the visitor had asked for has ended with the last thing that the prison did, and none came since. */
function isChangeEnded(events: readonly VisitEvent[]): boolean {
  const last = events.find(({ what }) => isChange({ what }) || what === 'change_requested')
  return last?.details.changeEnded === true
}

/** Whether calendars should have the visit now, or take it out. */
function calendarOf(page: string, visit: Visit, events: readonly VisitEvent[]) {
  if (page === 'over' || !forCalendar(visit, events)) return undefined
  return page === 'booked' ? 'calendar' : 'calendarRemove'
}

function reasonsOf(visit: Visit, translator: Translator) {
  if (visit.status === 'rejected') return toldReasons(visit, translator).map(reasonOf)
  return visit.cancelledBy === 'prison' ? toldCancellation(visit, translator).map(reasonOf) : []
}

/** A sentence of ours may hold a link, which the view makes; a clerk's is printed as it is. */
const reasonOf = ({ text, byClerk }: ToldReason) => ({ byClerk, text: byClerk ? printed(text) : text })

/** What `views/visits/visit.njk` shows of a visit and its history, newest first. */
export function presentVisit(visit: Visit, events: readonly VisitEvent[], translator: Translator, now: Date) {
  const { place, slot } = visit
  const page = pageOf(visit, now)
  const last = events.find(isChange)
  const story = visit.cancelledBy === 'prison' ? 'cancelledByPrison' : page
  return {
    page,
    story,
    next: page === 'booked' || page === 'over' ? [] : translator.content(`visit.next.${story}`),
    moved: movedOf(page, visit, last, translator),
    isUndone: page === 'requested' && last?.what === 'undone',
    changeEnded: (page === 'booked' || page === 'requested') && isChangeEnded(events),
    calendar: calendarOf(page, visit, events),
    reference: printed(visit.reference),
    place: printed({
      name: placeName(place, translator.language),
      phone: place.phone,
      email: place.email,
      lines: [...place.address.split('\n'), place.postcode].filter(Boolean),
      map:
        place.postcode &&
        `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(`HMP ${place.name} ${place.postcode}`)}`,
    }),
    answerBy: printed(translator.date(visit.answerBy)),
    slot: printed(slot && slotLine(slot, translator)),
    choices: printed(visit.choices.map((choice) => slotLine(choice.slot, translator))),
    coming: printed(visit.party.filter((visitor) => page !== 'booked' || !isRefused(visitor)).map(fullName)),
    refused: printed(visit.party.filter(isRefused).map((visitor) => refusedLine(visitor, translator))),
    reasons: reasonsOf(visit, translator),
    prisonWords: page === 'requested' || page === 'booked' ? prisonWords(place, translator) : undefined,
    closedVisit: visit.closedVisit,
    bookingReference: printed(visit.bookingReference),
    messages: events
      .filter(({ text }) => text !== '')
      .map(({ at, text }) => printed({ date: translator.date(londonDate(at)), text })),
  }
}
