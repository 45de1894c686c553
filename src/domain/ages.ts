import type { LocalDate } from './dates.ts'

/** Age in whole years on that date. A 29 February birthday is on 1 March in common years (Specification §4). */
export function ageOn(dateOfBirth: LocalDate, date: LocalDate): number {
  const years = Number(date.slice(0, 4)) - Number(dateOfBirth.slice(0, 4))
  const birthdayToCome = date.slice(5) < dateOfBirth.slice(5)
  return birthdayToCome ? years - 1 : years
}
