/** Knows how a change is told to its visitor: what stays, and what was and will be. */
import { fullName } from '../../domain/names.ts'
import type { PartyMember } from '../../domain/party.ts'
import { placeName } from '../../domain/placeName.ts'
import { areSameTimes, isSameParty, slotsNow } from '../../domain/visitChange.ts'
import type { VisitChange } from '../../store/changes.ts'
import type { Slot } from '../../store/slots.ts'
import type { Visit } from '../../store/visits.ts'
import type { Translator } from '../../text/translate.ts'
import { slotLine } from '../../views/words.ts'
import { firstChoice } from '../steps/choices.ts'
import { otherVisitors } from '../steps/otherVisitors.ts'

/** Something of a visit; `will` only where it changes, `page` only where it may. */
export interface ChangeRow {
  label: string
  was: string[]
  will?: string[]
  page?: string
}

function peopleLines(people: readonly PartyMember[], { text, shortDate }: Translator): string[] {
  if (people.length === 0) return [text('book.other-visitors.none')]
  return people.map((person) => {
    const born = person.dateOfBirth
    return born === undefined ? fullName(person) : `${fullName(person)}, ${shortDate(born)}`
  })
}

const timesLabel = ({ slot }: Visit) => (slot ? 'changeVisit.check.time' : 'changeVisit.check.times')

/** The visit as it is now: who comes and when. */
export function nowRows(visit: Visit, translator: Translator): ChangeRow[] {
  const { text } = translator
  return [
    { label: text(timesLabel(visit)), was: slotsNow(visit).map((slot) => slotLine(slot, translator)) },
    { label: text('changeVisit.check.people'), was: peopleLines(visit.party.slice(1), translator) },
  ]
}

/** Whom and what the change is about, and cannot change. */
export function givenRows(visit: Visit, { text, language }: Translator): ChangeRow[] {
  return [
    { label: text('changeVisit.check.prison'), was: [placeName(visit.place, language)] },
    {
      label: text('changeVisit.check.prisoner'),
      was: [`${fullName(visit.prisoner)}, ${visit.prisonNumber}`],
    },
    { label: text('changeVisit.check.mainVisitor'), was: visit.party.slice(0, 1).map(fullName) },
  ]
}

/** The people and the times, each with what it will be where that is new. */
export function askedRows(
  visit: Visit,
  { others, slots }: { others: readonly PartyMember[]; slots: readonly Slot[] },
  translator: Translator,
): ChangeRow[] {
  const [times, people] = nowRows(visit, translator)
  if (!times || !people) return []
  const slotIds = slots.map(({ id }) => id)
  const newTimes = slots.map((slot) => slotLine(slot, translator))
  const keepsPeople = isSameParty(visit.party.slice(1), others)
  return [
    { ...people, page: otherVisitors.slug, ...(!keepsPeople && { will: peopleLines(others, translator) }) },
    { ...times, page: firstChoice.slug, ...(!areSameTimes(visit, slotIds) && { will: newTimes }) },
  ]
}

/** A change that waits, as the visit's page tells it. */
export function waitingChange(change: VisitChange, visit: Visit, translator: Translator) {
  const keepsPeople = isSameParty(visit.party, change.party)
  return {
    answerBy: translator.date(change.answerBy),
    people: keepsPeople ? [] : change.party.map(fullName),
    times:
      change.choices.length > 0
        ? change.choices.map(({ slot }) => slotLine(slot, translator))
        : [translator.text('changeVisit.waiting.sameTime')],
  }
}
