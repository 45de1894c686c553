/** Knows what a journey is: its questions in their order, who sends the answers, and what they become. */
import type { VisitRequest } from '../../actions/requestVisit.ts'
import type { Channel } from '../../domain/visit.ts'
import type { Standing } from '../../journey/journey.ts'
import type { Page } from '../../journey/walk.ts'
import type { Actor } from '../../store/events.ts'
import type { Language } from '../../text/translate.ts'
import type { DraftKind } from '../drafts.ts'
import type { BookingFacts } from '../facts.ts'
import type { PeopleList } from '../steps/people.ts'

export interface JourneyList extends DraftKind {
  list: readonly Page<BookingFacts>[]
  /** The question of the list that asks for several people. */
  people: PeopleList
}

/** Who sends a request. */
export interface Sender {
  actor: Actor
  channel: Channel
  /** What the limit of requests by address counts; nothing for staff (specification §4 "Limits"). */
  address?: string
}

/** Answers, and who sends them. */
export type Sent<By extends Sender = Sender> = Standing<BookingFacts> & { sender: By }

/** One whose answers become a request. */
export interface Journey<By extends Sender = Sender> extends JourneyList {
  /** The request that complete answers make; nothing before they are. The pages were in `language`. */
  requestFrom: (sent: Sent<By>, language: Language) => VisitRequest | undefined
  /** What is said above the button that sends; the text is at `book.check-answers.<name>`, `notYet` unless told. */
  noticeOf?: (sent: Sent<By>) => string
}
