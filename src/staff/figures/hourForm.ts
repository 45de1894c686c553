/** Knows the form in which one hour of the phone line is keyed. */
import type { LocalDate } from '../../domain/dates.ts'
import { phoneFigureProblems } from '../../domain/phoneFigures.ts'
import type { PhoneLineHour } from '../../domain/phoneFigures.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { pickedDate, wholeNumber } from '../fields.ts'

export const hourForm = form({
  date: pickedDate,
  hour: wholeNumber(0, 23),
  offered: wholeNumber(0, 100_000),
  answered: wholeNumber(0, 100_000),
  abandoned: wholeNumber(0, 100_000),
  waitSeconds: wholeNumber(0, 100_000_000),
  longestWaitSeconds: wholeNumber(0, 86_400),
})

/** The hour that was keyed, or what is wrong with it. */
export function readHour(typed: Typed, today: LocalDate): { value: PhoneLineHour } | { problems: Problem[] } {
  const parsed = hourForm.parse(typed)
  if ('problems' in parsed) return parsed
  const { value } = parsed
  const problems: Problem[] = phoneFigureProblems(value).map(({ figure, problem }) => ({
    field: figure,
    problem,
  }))
  if (value.date > today) problems.push({ field: 'date', problem: 'future' })
  return problems.length > 0 ? { problems } : { value }
}
