/** Knows what differs between changes of social and of official visits: what is asked, and who of the party may change. */
import type { PartyMember } from '../../domain/party.ts'
import type { TypedPages } from '../../journey/step.ts'
import type { Visit } from '../../store/visits.ts'
import type { JourneyList } from '../pages/journeyLists.ts'
import { changeJourney, officialChangeJourney } from '../pages/journeys.ts'
import { typedAnswers } from '../visit/typedAnswers.ts'
import { typedOfficialNow } from '../visit/typedOfficial.ts'

export interface ChangeKind {
  journey: JourneyList
  /** Everything about a visit but its times, as it would have been typed. */
  typed: (visit: Visit) => TypedPages
  /** How many of a party, from the first on, stay. */
  staying: number
}

/** The main visitor stays. */
export const socialChange: ChangeKind = { journey: changeJourney, typed: typedAnswers, staying: 1 }

/** Whoever comes officially may come for another. */
export const officialChange: ChangeKind = {
  journey: officialChangeJourney,
  typed: typedOfficialNow,
  staying: 0,
}

/** Those of a party who may change. */
export const changeable = <Member extends PartyMember>(
  party: readonly Member[],
  kind: ChangeKind,
): Member[] => party.slice(kind.staying)
