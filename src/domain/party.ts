import { ageOn } from './ages.ts'
import type { LocalDate } from './dates.ts'

/** Somebody who comes to visit, or the prisoner. */
export type Person = { kind?: 'visitor'; firstName: string; lastName: string; dateOfBirth: LocalDate }

/** What somebody of an official party comes as. Specification §4, "Official party". */
export const officialKinds = ['official_visitor', 'interpreter'] as const

/** Somebody who comes officially, and gives no date of birth. */
export type OfficialVisitor = {
  kind: (typeof officialKinds)[number]
  firstName: string
  lastName: string
  dateOfBirth?: undefined
}

export type PartyMember = Person | OfficialVisitor

export const isOfficialVisitor = (member: PartyMember): member is OfficialVisitor =>
  member.kind !== undefined && member.kind !== 'visitor'

export type PartyProblem = 'tooManyPeople' | 'tooManyAdults' | 'mainVisitorTooYoung'

export const maxPartySize = 6
export const maxAdults = 3
export const mainVisitorMinimumAge = 18

type Party = readonly PartyMember[]

const allProblems: readonly PartyProblem[] = ['tooManyPeople', 'tooManyAdults', 'mainVisitorTooYoung']

/**
 * What is wrong with a party (the main visitor first) on the day of the visit: of a social one by the place's adult
 * age, of an official one only the size. Specification §4, "Social party", "Official party".
 */
export function partyProblems(party: Party, date: LocalDate, adultAge: number): PartyProblem[] {
  const born = party.flatMap((member) => (isOfficialVisitor(member) ? [] : [member.dateOfBirth]))
  if (born.length < party.length) return party.length > maxPartySize ? ['tooManyPeople'] : []
  const ages = born.map((dateOfBirth) => ageOn(dateOfBirth, date))
  // Some places count adults from above 18, the main visitor counts all the same.
  const adults = ages.filter((age, position) => position === 0 || age >= adultAge).length
  const wrong: Record<PartyProblem, boolean> = {
    tooManyPeople: party.length > maxPartySize,
    tooManyAdults: adults > maxAdults,
    mainVisitorTooYoung: !ages.slice(0, 1).some((age) => age >= mainVisitorMinimumAge),
  }
  return allProblems.filter((problem) => wrong[problem])
}

/**
 * What to refuse the party for when no date suits it: the problems that every date shares or, where the
 * dates fail for different reasons, all of them. Nothing if one date suits. Without any date only the size
 * counts. Specification §4, "Refused on the party page only if wrong on every bookable date".
 */
export function partyProblemsOnEvery(
  party: Party,
  dates: readonly LocalDate[],
  adultAge: number,
): PartyProblem[] {
  if (dates.length === 0) return party.length > maxPartySize ? ['tooManyPeople'] : []
  const byDate = dates.map((date) => partyProblems(party, date, adultAge))
  if (byDate.some((problems) => problems.length === 0)) return []
  const shared = allProblems.filter((problem) => byDate.every((problems) => problems.includes(problem)))
  if (shared.length > 0) return shared
  return allProblems.filter((problem) => byDate.some((problems) => problems.includes(problem)))
}
