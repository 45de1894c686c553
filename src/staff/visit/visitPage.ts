/** Knows what the page of a visit tells: the request as it came in, and what stands against it. */
import { ageOn } from '../../domain/ages.ts'
import { londonDate } from '../../domain/dates.ts'
import { freePlaces } from '../../domain/slots.ts'
import { dueState, isRefused } from '../../domain/visit.ts'
import type { Clash, Related } from '../../store/clashes.ts'
import type { Support, Visit, Visitor } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { appointment, lastFirst, moment, tableDate } from '../../views/staffFormat.ts'
import { outcomeWords } from './outcome.ts'

/** What the visit's own part of the page is made from. */
export interface VisitFacts {
  visit: Visit
  clashes: Clash[]
  duplicates: Related[]
  /** Names of the others who are looking at it. */
  viewers: string[]
}

const { text } = translator('en')

/** What the view shows besides decision form and outcome. */
export function visitPage(facts: VisitFacts, now: Date) {
  const { visit, viewers } = facts
  return {
    title: text(`staff.visit.titles.${visit.status}`),
    reference: printed(visit.reference),
    status: { state: visit.status, text: text(`staff.statuses.${visit.status}`) },
    due: visit.status === 'requested' ? dueOf(visit, now) : undefined,
    viewers:
      viewers.length > 0 ? printed(text('staff.visit.viewers', { names: viewers.join(', ') })) : undefined,
    placeName: printed(visit.place.name),
    prisoner: printed(prisonerOf(visit)),
    party: printed(partyOf(visit)),
    contact: printed(contactOf(visit)),
    choices: choicesOf(facts, now),
    duplicates: facts.duplicates.map((related) => duplicateOf(related)),
    support: supportOf(visit.support),
  }
}

function dueOf({ answerBy }: Visit, now: Date) {
  const state = dueState(answerBy, londonDate(now))
  const tag = state === 'later' ? undefined : { state, text: text(`staff.requests.dueTags.${state}`) }
  return { date: printed(tableDate(answerBy)), tag }
}

function prisonerOf({ prisoner, prisonNumber }: Visit) {
  return { name: lastFirst(prisoner), number: prisonNumber, dateOfBirth: tableDate(prisoner.dateOfBirth) }
}

/** The party, with ages on the day of the visit or else of its first choice. */
function partyOf({ party, slot, choices }: Visit) {
  const date = (slot ?? choices[0]?.slot)?.date
  return party.map((visitor, position) => ({
    name: lastFirst(visitor),
    isMain: position === 0,
    outcome: outcomeOf(visitor),
    kind: visitor.kind ? text(`staff.official.kinds.${visitor.kind}`) : '',
    dateOfBirth: visitor.dateOfBirth === undefined ? '' : tableDate(visitor.dateOfBirth),
    age: date === undefined || visitor.dateOfBirth === undefined ? '' : ageOn(visitor.dateOfBirth, date),
  }))
}

/** What was decided about somebody who may not come; nothing about who may. */
function outcomeOf(visitor: Visitor): string {
  const words = isRefused(visitor) ? outcomeWords(visitor) : ''
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function contactOf({ email, mobile, wantsTexts, postalAddress: post, language, channel }: Visit) {
  const none = text('staff.visit.none')
  return {
    email: email ?? none,
    mobile: mobile ?? none,
    texts: text(`staff.visit.texts.${wantsTexts ? 'yes' : 'no'}`),
    lettersTo: post ? [post.name, ...post.lines, post.postcode].join(', ') : '',
    language: text(`staff.visit.languages.${language}`),
    channel: text(`staff.visit.channels.${channel}`),
  }
}

/** Times asked for, in order: free places, whether one is held, and what stands against each. */
export function choicesOf(
  { visit, clashes }: { visit: Pick<Visit, 'choices' | 'heldSlotId'>; clashes: readonly Clash[] },
  now: Date,
) {
  return visit.choices.map(({ rank, slot }) => ({
    label: text(`staff.visit.ranks.choice${rank}`),
    time: printed(appointment(slot)),
    places: printed(text('staff.visit.freePlaces', { count: freePlaces(slot) })),
    isHeld: slot.id === visit.heldSlotId,
    isPast: slot.startsAt <= now,
    clashes: clashes
      .filter(({ slotId }) => slotId === slot.id)
      .map(({ reference }) =>
        printed(text('staff.visit.clash', { reference: reference ?? text('staff.visit.elsewhere') })),
      ),
  }))
}

function duplicateOf({ reference, status, placeName, requestedAt }: Related) {
  const elsewhere = text('staff.visit.elsewhere')
  return {
    ...printed({
      reference: reference ?? elsewhere,
      address: reference ? `/staff/visits/${reference}` : undefined,
      placeName: placeName ?? '',
      asked: moment(requestedAt),
    }),
    status: { state: status, text: text(`staff.statuses.${status}`) },
  }
}

function supportOf(support: Support) {
  return Object.entries(support).map(([kind, value]: [string, unknown]) => ({
    label: text(`staff.visit.support.${kind}`),
    value: printed(typeof value === 'string' ? value : text('staff.visit.yes')),
  }))
}
