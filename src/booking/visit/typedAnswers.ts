/** Knows a visit as answers to the journey's questions: what its visitor would have typed. */
import type { PartyMember } from '../../domain/party.ts'
import { typedDate } from '../../domain/dateOfBirth.ts'
import type { Typed } from '../../journey/form.ts'
import type { TypedPages } from '../../journey/step.ts'
import type { Visit } from '../../store/visits.ts'
import { contactDetails } from '../steps/contactDetails.ts'
import { otherVisitors } from '../steps/otherVisitors.ts'
import { prison } from '../steps/prison.ts'
import { prisoner } from '../steps/prisoner.ts'
import { support } from '../steps/support.ts'
import { yourDetails } from '../steps/yourDetails.ts'

const typedPerson = ({ firstName, lastName, dateOfBirth }: PartyMember): Typed => ({
  firstName,
  lastName,
  ...(dateOfBirth !== undefined && typedDate('dateOfBirth', dateOfBirth)),
})

export const typedContact = ({ email, mobile, wantsTexts }: Visit): Typed => ({
  email: email ?? '',
  mobile: mobile ?? '',
  texts: wantsTexts ? 'yes' : '',
})

export const typedSupport = ({ support: { interpreter = '', other = '', ...needs } }: Visit): Typed => ({
  support: [...Object.keys(needs), ...(interpreter ? ['interpreter'] : []), ...(other ? ['other'] : [])],
  interpreter,
  other,
})

/** Everything about a visit but its times, page by page. */
export function typedAnswers(visit: Visit): TypedPages {
  const [mainVisitor, ...others] = visit.party
  return {
    [prison.slug]: { prison: visit.place.slug },
    [prisoner.slug]: { ...typedPerson(visit.prisoner), prisonNumber: visit.prisonNumber },
    ...(mainVisitor && { [yourDetails.slug]: typedPerson(mainVisitor) }),
    [otherVisitors.slug]: { people: others.map(typedPerson), another: 'no' },
    [support.slug]: typedSupport(visit),
    [contactDetails.slug]: typedContact(visit),
  }
}
