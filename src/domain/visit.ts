import type { LocalDate } from './dates.ts'

export const visitStatuses = [
  'requested',
  'booked',
  'rejected',
  'withdrawn',
  'expired',
  'cancelled',
  'attended',
  'not_attended',
] as const
export type VisitStatus = (typeof visitStatuses)[number]

/** Specification §3, in its order. */
export const rejectionReasons = [
  'slot_unavailable',
  'no_allowance',
  'prisoner_details',
  'prisoner_moved',
  'prisoner_released',
  'prisoner_out_of_prison',
  'prisoner_cannot',
  'child_protection',
  'duplicate',
  'visitor_not_on_list',
  'visitor_banned',
  'visitor_cannot',
  'visitor_not_verified',
  'other',
] as const
export type RejectionReason = (typeof rejectionReasons)[number]

/** Why a prison cancels a visit: Specification §3, in its order. */
export const cancellationReasons = [
  'prisoner_request',
  'no_allowance',
  'prisoner_released',
  'prisoner_moved',
  'child_protection',
  'prisoner_cannot',
  'visitor_banned',
  'slot_closed',
  'booked_in_error',
  'other',
] as const
export type CancellationReason = (typeof cancellationReasons)[number]

/** What the clerk decided about one person of the party. */
export const visitorOutcomes = ['can_visit', 'not_on_list', 'banned', 'cannot_come'] as const
export type VisitorOutcome = (typeof visitorOutcomes)[number]

/** The way by which a visit was asked for. */
export const channels = ['online', 'phone', 'face_to_face', 'prison'] as const
export type Channel = (typeof channels)[number]

export const languages = ['en', 'cy'] as const
export type Language = (typeof languages)[number]

const neutralReasons: ReadonlySet<RejectionReason | CancellationReason> = new Set([
  'prisoner_out_of_prison',
  'prisoner_cannot',
  'child_protection',
] as const)

/** Whether the visitor gets only a neutral sentence, as the reason would reveal something about somebody. */
export function isNeutralReason(reason: RejectionReason | CancellationReason): boolean {
  return neutralReasons.has(reason)
}

/** Whether the answer should have come on an earlier day: the whole of the last day counts. */
export function isOverdue(answerBy: LocalDate, today: LocalDate): boolean {
  return answerBy < today
}

export function dueState(answerBy: LocalDate, today: LocalDate): 'overdue' | 'today' | 'later' {
  if (isOverdue(answerBy, today)) return 'overdue'
  return answerBy === today ? 'today' : 'later'
}

/** The date of the latest choice: a request expires at 00:00 in London on it. Throws without any choice. */
export function expiresOn(choiceDates: readonly LocalDate[]): LocalDate {
  return choiceDates.reduce((latest, date) => (date > latest ? date : latest))
}

/** Whether a clerk decided that this person may not come. */
export const isRefused = ({ outcome }: { outcome: VisitorOutcome | null }): boolean =>
  outcome !== null && outcome !== 'can_visit'

/** What tells when a visit is over. */
export type VisitTimes = {
  status: VisitStatus
  slot: { startsAt: Date } | null
  choices: readonly { slot: { startsAt: Date } }[]
}

/** Whether nothing of a visit is to come any more: it has ended some other way, or its times have begun. */
export function isOver({ status, slot, choices }: VisitTimes, now: Date): boolean {
  if (status === 'booked') return slot === null || slot.startsAt <= now
  return status !== 'requested' || choices.every((choice) => choice.slot.startsAt <= now)
}

/** Whether it can be recorded who came: from the day of the visit on. Specification §3, §8. */
export const hasCome = (date: LocalDate, today: LocalDate): boolean => date <= today
