import { ageOn } from './ages.ts'
import type { LocalDate } from './dates.ts'

export type Person = { firstName: string; lastName: string; dateOfBirth: LocalDate }

export type PartyProblem = 'tooManyPeople' | 'tooManyAdults' | 'mainVisitorTooYoung'

export const maxPartySize = 6
export const maxAdults = 3
export const mainVisitorMinimumAge = 18

type Party = readonly Pick<Person, 'dateOfBirth'>[]

const allProblems: readonly PartyProblem[] = ['tooManyPeople', 'tooManyAdults', 'mainVisitorTooYoung']

/**
 * What is wrong with a social party (the main visitor first) on the day of the visit, by the place's adult
 * age. Specification §4, "Social party".
 */
export function partyProblems(party: Party, date: LocalDate, adultAge: number): PartyProblem[] {
  const ages = party.map((person) => ageOn(person.dateOfBirth, date))
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
