/** Knows lists of people: a question whose answer is one, with a page of its own for each of them. */
import type { Typed } from '../../journey/form.ts'
import type { Step } from '../../journey/step.ts'
import type { BookingFacts } from '../facts.ts'

/** A question about several people. */
export interface PeopleList {
  /** Of the question that shows the list. */
  slug: string
  /** Asks about one of them; kept in the list. */
  person: Step<{ firstName: string; lastName: string }, BookingFacts>
  /** How many there may be. */
  most: number
}

/** What was typed about each of them so far. */
export function typedPeople(typed: Typed | undefined): Typed[] {
  const people = typed?.people
  return Array.isArray(people) ? (people as Typed[]) : []
}
