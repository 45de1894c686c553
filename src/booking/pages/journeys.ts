/** Knows the journeys: which questions each asks, in which order, and what its answers become. */
import { answerTo, given } from '../../journey/step.ts'
import type { Page } from '../../journey/walk.ts'
import type { Asking, BookingFacts } from '../facts.ts'
import { addressIn, callerContactDetails } from '../steps/callerContactDetails.ts'
import { caseDetails } from '../steps/caseDetails.ts'
import { choicesSoonestFirst, firstChoice, noTimes, secondChoice, thirdChoice } from '../steps/choices.ts'
import { contactDetails } from '../steps/contactDetails.ts'
import { deskContactDetails } from '../steps/deskContactDetails.ts'
import { items } from '../steps/items.ts'
import { officialParty, officials } from '../steps/officialParty.ts'
import { noOfficialTimes } from '../steps/officialTimes.ts'
import { otherVisitors, others } from '../steps/otherVisitors.ts'
import { prison, prisonTakesNoBookings } from '../steps/prison.ts'
import { prisoner } from '../steps/prisoner.ts'
import { purpose } from '../steps/purpose.ts'
import { support } from '../steps/support.ts'
import { isSaidUrgent, urgent } from '../steps/urgent.ts'
import { chosenType, officialTypes, way } from '../steps/way.ts'
import { tooYoungToBook, yourDetails } from '../steps/yourDetails.ts'
import type { Journey, JourneyList } from './journeyLists.ts'
import { officialNotice, officialRequest } from './officialRequest.ts'
import type { OfficialSender } from './officialRequest.ts'
import { socialRequest } from './socialRequest.ts'

const social = {
  visitTypes: ['social'],
  timesFrom: otherVisitors.slug,
  people: others,
  asksFor: (): Asking => ({ visitType: 'social', isUrgent: false }),
} satisfies Partial<JourneyList>

/** Whom and what a social visit is about: the same for all who ask. */
const socialVisit: readonly Page<BookingFacts>[] = [
  prison,
  prisonTakesNoBookings,
  prisoner,
  yourDetails,
  tooYoungToBook,
  otherVisitors,
  noTimes,
  firstChoice,
  secondChoice,
  thirdChoice,
  support,
]

/** What a family is asked (specification §5). */
export const publicJourney: Journey = {
  name: 'public',
  ...social,
  list: [...socialVisit, contactDetails],
  requestFrom: socialRequest((answers, language) => {
    const contact = answerTo(contactDetails, answers)
    if (!contact) return undefined
    const { email, mobile = null, texts } = contact
    return { email, mobile, wantsTexts: texts.length > 0, language }
  }),
}

/** What a visitor is asked at the prison's own desk (specification §8, `/staff/book`). */
export const deskJourney: Journey = {
  name: 'desk',
  ...social,
  list: [...socialVisit, deskContactDetails],
  requestFrom: socialRequest((answers) => {
    const contact = answerTo(deskContactDetails, answers)
    if (!contact) return undefined
    const { email = null, mobile = null, texts, language } = contact
    return { email, mobile, wantsTexts: texts.length > 0, language }
  }),
}

/** What an agent asks a caller (specification §7). */
export const phoneJourney: Journey = {
  name: 'phone',
  ...social,
  list: [...socialVisit, callerContactDetails],
  requestFrom: socialRequest((answers) => {
    const contact = answerTo(callerContactDetails, answers)
    if (!contact) return undefined
    const { email = null, mobile = null, texts, language } = contact
    return { email, mobile, wantsTexts: texts.length > 0, postalAddress: addressIn(contact), language }
  }),
}

const official = {
  visitTypes: officialTypes,
  timesFrom: prison.slug,
  people: officials,
  asksFor: (typed) => ({ visitType: chosenType(typed), isUrgent: isSaidUrgent(typed) }),
} satisfies Partial<JourneyList>

/** What a professional is asked (specification §6). */
export const officialJourney: Journey<OfficialSender> = {
  name: 'official',
  ...official,
  list: [
    purpose,
    way,
    prison,
    prisonTakesNoBookings,
    noOfficialTimes,
    prisoner,
    officialParty,
    items,
    urgent,
    noTimes,
    ...choicesSoonestFirst,
    caseDetails,
  ],
  requestFrom: officialRequest,
  noticeOf: officialNotice,
}

/** What a professional is asked who changes an official visit: why, how, where and whom it is about stays. */
export const officialChangeJourney: JourneyList = {
  name: 'official-change',
  ...official,
  list: [
    given(way),
    given(prison),
    given(prisoner),
    given(urgent),
    officialParty,
    noTimes,
    ...choicesSoonestFirst,
  ],
}

/** What a visitor is asked who changes a visit: whom and where it is stays. */
export const changeJourney: JourneyList = {
  name: 'change',
  ...social,
  list: [
    given(prison),
    given(prisoner),
    given(yourDetails),
    otherVisitors,
    noTimes,
    firstChoice,
    secondChoice,
    thirdChoice,
  ],
}
