/** Knows what a prison decides of an official visit, and how it differs from deciding a social one. Specification §6, §8. */
import type { Item } from './officialVisit.ts'
import type { VisitType } from './slots.ts'
import { cancellationReasons, isOver, rejectionReasons, visitorOutcomes } from './visit.ts'
import type { CancellationReason, RejectionReason, VisitorOutcome, VisitTimes } from './visit.ts'

/** What goes with a confirmation. */
export type OfficialDecision = {
  itemsApproved: Item[]
  /** Empty for a visit in person. */
  joiningDetails: string
}

export type JoiningProblem = 'joiningNeeded' | 'joiningNoLink' | 'joiningNotHttps' | 'joiningNoNumber'

export const isOfficial = (visitType: VisitType): boolean => visitType !== 'social'

/** Whether the party comes to the prison. */
export const isInPerson = (visitType: VisitType): boolean => !needsJoining(visitType)

/** Whether the party has to be told how to join. */
export const needsJoining = (visitType: VisitType): boolean =>
  visitType === 'official_video' || visitType === 'official_telephone'

const link = /[a-z][a-z\d+.-]*:\/\/\S+/gi
const phoneNumber = /\+?\d(?:[\s()-]*\d){9,14}/

/** The addresses in a text that a browser can open, as they were written. */
export const linksIn = (text: string): string[] =>
  [...text.matchAll(link)]
    .map(([found]) => found.replace(/[),.;]+$/, ''))
    .filter((found) => URL.canParse(found))

/** Why nobody could join by what was written: by video every link is https, by telephone there is a number. */
export function joiningProblem(visitType: VisitType, details: string): JoiningProblem | undefined {
  if (!needsJoining(visitType)) return undefined
  if (details.trim() === '') return 'joiningNeeded'
  if (visitType === 'official_telephone') return phoneNumber.test(details) ? undefined : 'joiningNoNumber'
  const links = linksIn(details)
  if (links.length === 0) return 'joiningNoLink'
  return links.every((one) => new URL(one).protocol === 'https:') ? undefined : 'joiningNotHttps'
}

/** Whether the party of a visit can still be told how to join, or that it has changed. */
export const mayChangeJoining = (visit: VisitTimes & { visitType: VisitType }, now: Date): boolean =>
  visit.status === 'booked' && needsJoining(visit.visitType) && !isOver(visit, now)

/** What is decided of a visit of that type that asked for those items: never more than was asked for. */
export const officialDecision = (
  { visitType, items }: { visitType: VisitType; items: readonly Item[] },
  { itemsApproved, joiningDetails }: OfficialDecision = { itemsApproved: [], joiningDetails: '' },
): OfficialDecision => ({
  itemsApproved: items.filter((item) => itemsApproved.includes(item)),
  joiningDetails: needsJoining(visitType) ? joiningDetails : '',
})

const ofSocialAlone: readonly string[] = [
  'no_allowance',
  'child_protection',
  'visitor_not_on_list',
  'not_on_list',
] satisfies (RejectionReason | CancellationReason | VisitorOutcome)[]
const ofOfficialAlone: readonly string[] = ['visitor_not_verified'] satisfies RejectionReason[]

const fitFor =
  (visitType: VisitType) =>
  (reason: string): boolean =>
    !(isOfficial(visitType) ? ofSocialAlone : ofOfficialAlone).includes(reason)

/** Reasons that make sense of a visit of that type: whoever comes officially needs no allowance and no contact list. */
export const rejectionReasonsFor = (visitType: VisitType): RejectionReason[] =>
  rejectionReasons.filter(fitFor(visitType))
export const cancellationReasonsFor = (visitType: VisitType): CancellationReason[] =>
  cancellationReasons.filter(fitFor(visitType))
export const visitorOutcomesFor = (visitType: VisitType): VisitorOutcome[] =>
  visitorOutcomes.filter(fitFor(visitType))
