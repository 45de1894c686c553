/** Knows the page "Add a time": the same time on one weekday or several. */
import { addDays } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import type { TimeOfWeek } from '../../domain/timetable.ts'
import { form } from '../../journey/form.ts'
import type { ValueOf } from '../../journey/form.ts'
import { optionalDate, pickedDate } from '../fields.ts'
import { tableDate } from '../../views/staffFormat.ts'
import { sentIn } from '../../journey/formView.ts'
import type { Asked, ChangePage } from './changePage.ts'
import { mostTimesADay } from './limits.ts'
import { rowsOf } from './rows.ts'
import { refusedAt, slotFields, someWeekdays, typeItems, visitType, weekdayItems, why } from './timeFields.ts'
import { hours } from './entryWords.ts'
import { typeWord, weekdayWord } from './words.ts'

const fields = {
  visitType,
  weekdays: someWeekdays,
  ...slotFields,
  validFrom: pickedDate,
  validTo: optionalDate,
  why,
}
const addForm = form(fields)

const namesOf = (weekdays: number[]) => weekdays.map(weekdayWord).join(', ')

function rows(value: ValueOf<typeof fields>): Asked['rows'] {
  return rowsOf({
    visitType: typeWord(value.visitType),
    weekdays: namesOf(value.weekdays),
    hours: hours(value),
    wanted: String(value.wanted),
    validFrom: tableDate(value.validFrom),
    validTo: value.validTo ? tableDate(value.validTo) : '',
    why: value.why,
  })
}

/** Whether a weekday has all the times of a type that a day may have, on some date on which another is to begin or go on. */
function isFull(times: readonly TimeOfWeek[], { validFrom, validTo }: ValueOf<typeof fields>): boolean {
  const isOn = (date: LocalDate) => (time: TimeOfWeek) =>
    time.validFrom <= date && date <= (time.validTo ?? date)
  const begins = times
    .map((time) => time.validFrom)
    .filter((date) => validFrom <= date && date <= (validTo ?? date))
  return [validFrom, ...begins].some((date) => times.filter(isOn(date)).length >= mostTimesADay)
}

export const addTime: ChangePage<object> = {
  view: 'add-time',
  form: addForm,
  firstField: 'starts',
  find: () => ({}),
  start: ({ today }) => ({ validFrom: tableDate(addDays(today, 1)) }),
  facts: () => ({ types: typeItems(), weekdays: weekdayItems() }),
  read({ work, timetable }) {
    const typed = sentIn(addForm, work.request.body)
    const parsed = addForm.parse(typed)
    if ('problems' in parsed) return { typed, problems: parsed.problems }
    const { weekdays, why: because, ...time } = parsed.value
    const sameType = timetable.times.filter((one) => one.visitType === time.visitType)
    const full = weekdays.filter((weekday) =>
      isFull(
        sameType.filter((one) => one.weekday === weekday),
        parsed.value,
      ),
    )
    if (full.length > 0) {
      const values = { weekdays: namesOf(full), most: mostTimesADay }
      return { typed, problems: [{ field: 'weekdays', problem: 'tooMany', values }] }
    }
    return {
      typed,
      change: { kind: 'addTimes', times: weekdays.map((weekday) => ({ ...time, weekday })) },
      why: because,
      rows: rows(parsed.value),
      refused(problems) {
        const overlapping = weekdays.filter((_, at) =>
          problems.some(({ problem, index }) => problem === 'overlaps' && index === at),
        )
        const onDays = { problem: 'overlapsOn', values: { weekdays: namesOf(overlapping) } }
        return {
          problems: refusedAt(problems).map((one) =>
            one.problem === 'overlaps' ? { ...one, ...onDays } : one,
          ),
        }
      },
    }
  },
}
