/** Knows what a draft that changes a visit begins with, and reads what it comes to. */
import { z } from 'zod'
import type { ChangeAsked } from '../../actions/lockForChange.ts'
import type { Draft } from '../../journey/drafts.ts'
import type { Standing } from '../../journey/journey.ts'
import type { TypedPages } from '../../journey/step.ts'
import type { OwnActor } from '../../store/events.ts'
import type { VisitChange } from '../../store/changes.ts'
import type { Visit } from '../../store/visits.ts'
import type { BookingFacts } from '../facts.ts'
import { chosenSlots } from '../steps/choices.ts'
import { partyOf } from '../steps/party.ts'
import { typedPeople } from '../steps/people.ts'
import type { ChangeKind } from './changeKinds.ts'

/** Where a draft keeps which version of the visit it began from; no question has this name. */
const began = 'began'

const version = z.object({ version: z.number() })

/**
 * What stays is given, and the people stand in the list to be looked at. A change that waits already is where the next one
 * begins.
 */
export function typedForChange(
  visit: Visit,
  waiting: VisitChange | undefined,
  { journey, typed: typedOf }: ChangeKind,
): TypedPages {
  const party = (waiting?.party ?? visit.party).map((person) => ({
    ...person,
    outcome: null,
    bannedUntil: null,
  }))
  const typed = typedOf({ ...visit, party })
  const { slug } = journey.people
  const given = journey.list.filter((page) => page.kind === 'step' && page.isGiven)
  return {
    [began]: { version: visit.version },
    ...Object.fromEntries(given.flatMap((page) => (typed[page.slug] ? [[page.slug, typed[page.slug]]] : []))),
    [slug]: { people: typedPeople(typed[slug]) },
  }
}

/** The version of the visit that a draft began from; 0, which no visit has, for what is no number. */
export const versionAtStart = ({ typed }: Draft<BookingFacts>): number =>
  version.safeParse(typed[began]).data?.version ?? 0

/** What complete answers ask for; nothing before they are. */
export function askedFor({ walk, draft }: Standing<BookingFacts>, actor: OwnActor): ChangeAsked | undefined {
  const { own } = draft.facts
  if (!walk.complete || !own) return undefined
  const party = partyOf(walk.answers)
  const slotIds = chosenSlots(walk.answers)
  return { visitId: own.visitId, actor, version: versionAtStart(draft), draftId: draft.id, party, slotIds }
}
