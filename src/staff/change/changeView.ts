/** Knows what the page of a booked visit tells of the change that its visitor asks for, and the form to decide it. */
import { ageOn } from '../../domain/ages.ts'
import { londonDate } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import type { PartyMember } from '../../domain/party.ts'
import { dueState } from '../../domain/visit.ts'
import { changeOfParty } from '../../domain/visitChange.ts'
import { typedDate } from '../../domain/dateOfBirth.ts'
import type { VisitChange } from '../../store/changes.ts'
import type { Clash } from '../../store/clashes.ts'
import type { Visit, Visitor } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { appointment, lastFirst, moment, tableDate } from '../../views/staffFormat.ts'
import { decisionErrors } from '../visit/decisionErrors.ts'
import { longest } from '../visit/decisionForm.ts'
import type { Typed } from '../visit/decisionForm.ts'
import { visitorItems } from '../visit/decisionView.ts'
import { choicesOf } from '../visit/visitPage.ts'
import { changeDecisions } from './changeForm.ts'
import type { ChangeSent } from './changeForm.ts'

export interface ChangeFacts {
  visit: Visit
  change: VisitChange
  clashes: readonly Clash[]
  now: Date
}

const { text } = translator('en')

/** The section "Change asked for", with what was typed in its form and what is wrong with it. */
export function changeView(
  facts: ChangeFacts,
  { typed, problems }: ChangeSent = { typed: {}, problems: [] },
) {
  const { visit, change, clashes, now } = facts
  const errors = problems.length > 0 ? decisionErrors(problems, change.party, 'staffChange') : undefined
  const due = dueState(change.answerBy, londonDate(now))
  return {
    errors,
    asked: printed(moment(change.requestedAt)),
    due: printed(tableDate(change.answerBy)),
    dueTag: due === 'later' ? undefined : { state: due, text: text(`staff.requests.dueTags.${due}`) },
    people: peopleLines(facts),
    time: printed(visit.slot ? appointment(visit.slot) : ''),
    choices: choicesOf({ visit: { ...visit, choices: change.choices }, clashes }, now),
    form: formOf(facts, typed, errors),
  }
}

/** Who is added, removed, or written otherwise; nothing where the people stay. */
function peopleLines({ visit, change }: ChangeFacts) {
  const { added, removed, changed } = changeOfParty(visit.party, change.party)
  const date = (change.choices[0]?.slot ?? visit.slot)?.date
  const person = (one: PartyMember) => personLine(one, date)
  const line = (kind: string, values: Record<string, string>) =>
    printed(text(`staffChange.people.${kind}`, values))
  return [
    ...added.map((one) => line('added', { person: person(one) })),
    ...removed.map((one) => line('removed', { person: person(one) })),
    ...changed.map(({ from, to }) => line('changed', { from: person(from), to: person(to) })),
  ]
}

/** "Example, Tomos, born 28/2/2018, 8 on the day"; whoever comes officially by name alone. */
function personLine(person: PartyMember, date: LocalDate | undefined): string {
  const { dateOfBirth } = person
  if (dateOfBirth === undefined) return lastFirst(person)
  return text('staffChange.people.person', {
    name: lastFirst(person),
    born: tableDate(dateOfBirth),
    age: date === undefined ? '' : ageOn(dateOfBirth, date),
  })
}

function formOf(
  { visit, change }: ChangeFacts,
  typed: Typed,
  errors: ReturnType<typeof decisionErrors> | undefined,
) {
  const chosen = { ...outcomesNow(visit.party, change.party), ...typed }
  return {
    action: printed(`/staff/visits/${visit.reference}/change-decision`),
    version: printed(typeof typed.version === 'string' ? typed.version : String(visit.version)),
    change: printed(typeof typed.change === 'string' ? typed.change : String(change.id)),
    decisions: decisionItems(change, typed.decision),
    visitors: visitorItems({ party: change.party, visitType: visit.visitType }, chosen, errors),
    reason: printed(typeof typed.reason === 'string' ? typed.reason : ''),
    longest: longest.message,
  }
}

/** What was decided about those who are in the party already stands until a clerk says otherwise. */
function outcomesNow(before: readonly Visitor[], after: readonly PartyMember[]): Typed {
  const { added, changed } = changeOfParty(before, after)
  const isNew = (person: PartyMember) => added.includes(person) || changed.some(({ to }) => to === person)
  const outcomes = after.map((person, number): Typed => {
    const known = isNew(person) ? undefined : before.find((other) => isWritten(other, person))
    if (!known?.outcome) return {}
    const ban = known.bannedUntil ? typedDate(`bannedUntil-${number}`, known.bannedUntil) : {}
    return { [`visitor-${number}`]: known.outcome, ...ban }
  })
  return Object.assign({}, ...outcomes) as Typed
}

const isWritten = (one: PartyMember, other: PartyMember) =>
  lastFirst(one) === lastFirst(other) && one.dateOfBirth === other.dateOfBirth

/** The times that are asked for, or the change as it is where the time stays; and to refuse. */
function decisionItems({ choices }: VisitChange, chosen: unknown) {
  const keepsTime = choices.length === 0
  return changeDecisions.flatMap((value) => {
    const choice = choices.find(({ rank }) => value === `choice${rank}`)
    const isOffered = value === 'refuse' || (value === 'confirm' ? keepsTime : choice !== undefined)
    if (!isOffered) return []
    const hint = choice && { text: printed(appointment(choice.slot)) }
    return [{ value, text: text(`staffChange.decisions.${value}`), hint, checked: chosen === value }]
  })
}
