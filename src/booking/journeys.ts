/** Knows the order of the questions. */
import type { Page } from '../journey/walk.ts'
import type { BookingFacts } from './facts.ts'
import { firstChoice, noTimes, secondChoice, thirdChoice } from './steps/choices.ts'
import { contactDetails } from './steps/contactDetails.ts'
import { otherVisitors } from './steps/otherVisitors.ts'
import { prison, prisonTakesNoBookings } from './steps/prison.ts'
import { prisoner } from './steps/prisoner.ts'
import { support } from './steps/support.ts'
import { tooYoungToBook, yourDetails } from './steps/yourDetails.ts'

/** What a family is asked (specification §5). */
export const publicJourney: readonly Page<BookingFacts>[] = [
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
  contactDetails,
]
