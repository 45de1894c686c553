/** Knows how a change is told to its visitor: what stays, and what was and will be. */
import { fullName } from '../../domain/names.ts'
import { isOfficialVisitor } from '../../domain/party.ts'
import type { PartyMember } from '../../domain/party.ts'
import { placeName } from '../../domain/placeName.ts'
import { areSameTimes, isSameParty, slotsNow } from '../../domain/visitChange.ts'
import type { VisitChange } from '../../store/changes.ts'
import type { Slot } from '../../store/slots.ts'
import type { Visit } from '../../store/visits.ts'
import type { Translator } from '../../text/translate.ts'
import { slotLine } from '../../views/words.ts'
import { firstChoice } from '../steps/choices.ts'
import { changeable } from './changeKinds.ts'
import type { ChangeKind } from './changeKinds.ts'

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
    const comesAs = isOfficialVisitor(person)
      ? text(`book.official-visitor.kinds.${person.kind}`)
      : shortDate(person.dateOfBirth)
    return `${fullName(person)}, ${comesAs}`
  })
}

const timesLabel = ({ slot }: Visit) => (slot ? 'changeVisit.check.time' : 'changeVisit.check.times')

/** The visit as it is now: who comes and when. */
export function nowRows(visit: Visit, translator: Translator, kind: ChangeKind): ChangeRow[] {
  const { text } = translator
  return [
    { label: text(timesLabel(visit)), was: slotsNow(visit).map((slot) => slotLine(slot, translator)) },
    { label: text('changeVisit.check.people'), was: peopleLines(changeable(visit.party, kind), translator) },
  ]
}

/** Whom and what the change is about, and cannot change. */
export function givenRows(visit: Visit, { text, language }: Translator, kind: ChangeKind): ChangeRow[] {
  return [
    { label: text('changeVisit.check.prison'), was: [placeName(visit.place, language)] },
    {
      label: text('changeVisit.check.prisoner'),
      was: [`${fullName(visit.prisoner)}, ${visit.prisonNumber}`],
    },
    ...visit.party
      .slice(0, kind.staying)
      .map((person) => ({ label: text('changeVisit.check.mainVisitor'), was: [fullName(person)] })),
  ]
}

/** The people and the times, each with what it will be where that is new. */
export function askedRows(
  visit: Visit,
  { party, slots }: { party: readonly PartyMember[]; slots: readonly Slot[] },
  translator: Translator,
  kind: ChangeKind,
): ChangeRow[] {
  const [times, people] = nowRows(visit, translator, kind)
  if (!times || !people) return []
  const slotIds = slots.map(({ id }) => id)
  const newTimes = slots.map((slot) => slotLine(slot, translator))
  const wanted = changeable(party, kind)
  const keepsPeople = isSameParty(changeable(visit.party, kind), wanted)
  const { slug } = kind.journey.people
  return [
    { ...people, page: slug, ...(!keepsPeople && { will: peopleLines(wanted, translator) }) },
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
