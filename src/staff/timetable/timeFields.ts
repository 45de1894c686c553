/** Knows the fields that the forms of the timetable share, and what their problems are called. */
import type { VisitType } from '../../domain/slots.ts'
import { visitTypes } from '../../domain/slots.ts'
import type { TimetableProblem } from '../../domain/timetable.ts'
import { anyOf, oneOf, refuse } from '../../journey/fields.ts'
import type { Field, Problem } from '../../journey/form.ts'
import { optionalText, timeOfDay, wholeNumber } from '../fields.ts'
import { longestWhy, mostPlaces } from './limits.ts'
import { typeWord, weekdays, weekdayWord } from './words.ts'

/** When a slot starts and ends, and how many places it has. */
export const slotFields = { starts: timeOfDay, ends: timeOfDay, wanted: wholeNumber(0, mostPlaces) }

export const why = optionalText(longestWhy)

export const visitType: Field<VisitType> = oneOf(visitTypes)

export const typeItems = () => visitTypes.map((value) => ({ value, text: typeWord(value) }))

const weekdayNumbers = anyOf(weekdays.map(String))

/** ISO weekdays, at least one; or `missing`. */
export const someWeekdays: Field<number[]> = {
  ...weekdayNumbers,
  schema: weekdayNumbers.schema.transform((ticked, context) =>
    ticked.length > 0 ? ticked.map(Number) : refuse(context, 'missing'),
  ),
}

export const weekdayItems = () =>
  weekdays.map((weekday) => ({ value: String(weekday), text: weekdayWord(weekday) }))

/** The fields that tell why the timetable does not allow a change. */
export const problemFields: Record<TimetableProblem['problem'], string> = {
  overlaps: 'starts',
  endsBeforeStarts: 'ends',
  past: 'validFrom',
  validToBeforeFrom: 'validTo',
  unknown: 'why',
  timeUnknown: 'why',
  closedAlready: 'why',
}

/** Each problem at its field; `fields` names those of a form that differ. */
export const refusedAt = (
  problems: readonly TimetableProblem[],
  fields: Partial<Record<TimetableProblem['problem'], string>> = {},
): Problem[] => problems.map(({ problem }) => ({ field: fields[problem] ?? problemFields[problem], problem }))
