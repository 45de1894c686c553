/** Knows an official visit as answers to the journey's questions: what its professional would have typed. */
import { typedDate } from '../../domain/dateOfBirth.ts'
import type { TypedPages } from '../../journey/step.ts'
import type { Visit } from '../../store/visits.ts'
import { caseDetails } from '../steps/caseDetails.ts'
import { items } from '../steps/items.ts'
import { officialParty } from '../steps/officialParty.ts'
import { prison } from '../steps/prison.ts'
import { prisoner } from '../steps/prisoner.ts'
import { purpose } from '../steps/purpose.ts'
import { urgent } from '../steps/urgent.ts'
import { typedWay, way } from '../steps/way.ts'
import { typedAnswers } from './typedAnswers.ts'

/** Everything about an official visit but its times and why those could not wait, page by page. */
export function typedOfficial(visit: Visit): TypedPages {
  const { official, party, visitType } = visit
  const { [prison.slug]: where = {}, [prisoner.slug]: whom = {} } = typedAnswers(visit)
  const people = party.map(({ firstName, lastName, kind }) => ({ firstName, lastName, kind }))
  return {
    [purpose.slug]: { purpose: official?.purpose },
    [way.slug]: typedWay(visitType),
    [prison.slug]: where,
    [prisoner.slug]: whom,
    [officialParty.slug]: { people, another: 'no' },
    [items.slug]: { items: official?.items, details: official?.itemsDetails },
    [caseDetails.slug]: {
      reference: official?.caseReference,
      ...(official?.courtDate && typedDate('courtDate', official.courtDate)),
    },
  }
}

/** The same for a change of it: a request that cannot wait still has its reason. */
export const typedOfficialNow = (visit: Visit): TypedPages => ({
  ...typedOfficial(visit),
  ...(visit.urgent &&
    visit.status === 'requested' && {
      [urgent.slug]: { urgent: 'yes', reason: visit.official?.urgentReason },
    }),
})
