/** Knows the journeys: which questions each asks, in which order, and where its answer is written to. */
import type { Answers } from '../../journey/step.ts'
import { answerTo, given } from '../../journey/step.ts'
import type { Page } from '../../journey/walk.ts'
import type { VisitRequest } from '../../actions/requestVisit.ts'
import type { VisitType } from '../../domain/slots.ts'
import type { Language } from '../../text/translate.ts'
import type { BookingFacts } from '../facts.ts'
import { firstChoice, noTimes, secondChoice, thirdChoice } from '../steps/choices.ts'
import { addressIn, callerContactDetails } from '../steps/callerContactDetails.ts'
import { contactDetails } from '../steps/contactDetails.ts'
import { deskContactDetails } from '../steps/deskContactDetails.ts'
import { otherVisitors } from '../steps/otherVisitors.ts'
import { prison, prisonTakesNoBookings } from '../steps/prison.ts'
import { prisoner } from '../steps/prisoner.ts'
import { support } from '../steps/support.ts'
import { tooYoungToBook, yourDetails } from '../steps/yourDetails.ts'

/** How and in which language the visitor is told what becomes of the request. */
export type Contact = Pick<VisitRequest, 'email' | 'mobile' | 'wantsTexts' | 'postalAddress' | 'language'>

export interface JourneyList {
  /** The name under which its drafts are kept. */
  name: string
  visitType: VisitType
  list: readonly Page<BookingFacts>[]
}

/** One whose answers become a request. */
export interface Journey extends JourneyList {
  /** What its question about contact means; nothing before it is answered. The pages were in `language`. */
  contactOf: (answers: Answers, language: Language) => Contact | undefined
}

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
  visitType: 'social',
  list: [...socialVisit, contactDetails],
  contactOf(answers, language) {
    const contact = answerTo(contactDetails, answers)
    if (!contact) return undefined
    const { email, mobile = null, texts } = contact
    return { email, mobile, wantsTexts: texts.length > 0, language }
  },
}

/** What a visitor is asked at the prison's own desk (specification §8, `/staff/book`). */
export const deskJourney: Journey = {
  name: 'desk',
  visitType: 'social',
  list: [...socialVisit, deskContactDetails],
  contactOf(answers) {
    const contact = answerTo(deskContactDetails, answers)
    if (!contact) return undefined
    const { email = null, mobile = null, texts, language } = contact
    return { email, mobile, wantsTexts: texts.length > 0, language }
  },
}

/** What an agent asks a caller (specification §7). */
export const phoneJourney: Journey = {
  name: 'phone',
  visitType: 'social',
  list: [...socialVisit, callerContactDetails],
  contactOf(answers) {
    const contact = answerTo(callerContactDetails, answers)
    if (!contact) return undefined
    const { email = null, mobile = null, texts, language } = contact
    return { email, mobile, wantsTexts: texts.length > 0, postalAddress: addressIn(contact), language }
  },
}

/** What a visitor is asked who changes a visit: whom and where it is stays. */
export const changeJourney: JourneyList = {
  name: 'change',
  visitType: 'social',
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
