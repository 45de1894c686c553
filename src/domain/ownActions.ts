/** Knows what a visitor may do with a visit of their own at a moment: Specification §4, §5. */
import { londonDate } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { VisitTimes } from './visit.ts'
import type { VisitType } from './slots.ts'
import { firstBookableDate, rulesFor } from './workingDays.ts'
import type { BookingRules } from './workingDays.ts'

/** What the rules need to know of a visit; `expiresOn` is the date of its latest choice, or after that of an urgent one. */
export type OwnVisit = Pick<VisitTimes, 'status'> & {
  visitType: VisitType
  urgent: boolean
  slot: { date: LocalDate; startsAt: Date; endsAt: Date } | null
  expiresOn: LocalDate
}

/** What the rules need to know of its place. */
export type OwnPlace = Pick<BookingRules, 'leadDays' | 'worksWeekends'> & {
  officialLeadDays: number
  bookable: boolean
}

export const ownActions = ['change', 'withdraw', 'cancel', 'contact', 'bookAgain'] as const
export type OwnAction = (typeof ownActions)[number]

/** Each action, and whether it is offered and done. `contact` is about support, too. */
export type Allowed = Record<OwnAction, boolean>

/** The date that a visit is about: that of its slot or, while it has none, of its latest choice. */
const dateOf = ({ slot, expiresOn }: OwnVisit): LocalDate => slot?.date ?? expiresOn

/**
 * Whether a visit is still to come for its visitor: a request until it expires, at 00:00 in London on the date of its
 * latest choice (an urgent one the day after); a booked visit until its slot starts.
 */
export function isToCome({ status, slot, expiresOn }: OwnVisit, now: Date): boolean {
  if (status === 'requested') return londonDate(now) < expiresOn
  return status === 'booked' && slot !== null && now < slot.startsAt
}

/** Whether a visit ended some way, so that its party may want another. */
const hasEnded = ({ status, slot }: OwnVisit, now: Date): boolean =>
  status === 'booked' ? slot !== null && slot.endsAt <= now : status !== 'requested'

/**
 * Why a visit cannot be changed now. `tooLate`: the prison has no time to answer, or nothing is to come any more.
 * `notBookable`: its prison takes no bookings.
 */
export type ChangeRefusedNow = 'tooLate' | 'notBookable'

/**
 * Whether a change is refused now, and why. Specification §4 "Change by the visitor". An urgent request does not wait for
 * the lead time, and so neither does its change.
 */
export function changeRefusal(visit: OwnVisit, place: OwnPlace, now: Date): ChangeRefusedNow | undefined {
  const isUrgent = visit.urgent && visit.status === 'requested'
  const first = firstBookableDate(londonDate(now), rulesFor(place, visit.visitType))
  if (!isToCome(visit, now) || (!isUrgent && dateOf(visit) < first)) return 'tooLate'
  return place.bookable ? undefined : 'notBookable'
}

/** What may be done with a visit now. Specification §4 "Change by the visitor", "Cancel, withdraw"; §5. */
export function allowedOn(visit: OwnVisit, place: OwnPlace, now: Date): Allowed {
  const toCome = isToCome(visit, now)
  return {
    change: changeRefusal(visit, place, now) === undefined,
    withdraw: toCome && visit.status === 'requested',
    cancel: toCome && visit.status === 'booked',
    contact: toCome,
    bookAgain: place.bookable && hasEnded(visit, now),
  }
}
