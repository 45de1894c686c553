/** Knows the pages about one day of one type: it has other times than its weekday, or those of its weekday again. */
import { isRealDate } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { slotTimesOn, visitTypes } from '../../domain/slots.ts'
import type { VisitType } from '../../domain/slots.ts'
import { planOf } from '../../domain/timetable.ts'
import { form } from '../../journey/form.ts'
import type { StoredTimetable } from '../../store/timetables.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { sentIn } from '../../journey/formView.ts'
import type { ChangePage, Opened } from './changePage.ts'
import { dayWords, timeWords } from './entryWords.ts'
import { rowsOf } from './rows.ts'
import { why } from './timeFields.ts'
import { rowItems, rowProblem, timeRows, typedRows } from './timeRows.ts'
import { exceptionAddress, typeSlug, typeWord } from './words.ts'

interface Day {
  visitType: VisitType
  date: LocalDate
  /** Its own times, if it has any. */
  own: StoredTimetable['exceptions']
}

/** A day to come; today's times are for nobody to change. */
const find: ChangePage<Day>['find'] = ({ type, date }, { exceptions }, today) => {
  const visitType = visitTypes.find((one) => typeSlug(one) === type)
  if (!visitType || typeof date !== 'string' || !isRealDate(date) || date <= today) return undefined
  const own = exceptions.filter((one) => one.visitType === visitType && one.date === date)
  return { visitType, date, own }
}

const dayOf = ({ visitType, date }: Day): string =>
  translator('en').text('staffTimetable.entries.day', { type: typeWord(visitType), date: dayWords(date) })

/** What the day would have without times of its own, and with its closures apart. */
const usualTimes = ({ timetable, subject: { visitType, date } }: Opened<Day>) =>
  slotTimesOn(date, { ...planOf(timetable, visitType), exceptions: [], closures: [] })

function isClosed({ timetable, subject: { visitType, date } }: Opened<Day>): boolean {
  const { closures } = planOf(timetable, visitType)
  return closures.some(({ from, to }) => from <= date && date <= to)
}

const facts = (opened: Opened<Day>) => ({
  day: printed(dayOf(opened.subject)),
  usual: printed(usualTimes(opened).map(timeWords)),
  own: printed(opened.subject.own.map(timeWords)),
  isClosed: isClosed(opened),
  removeAddress: printed(`${exceptionAddress(opened.subject)}/remove`),
})

const exceptionForm = form({ times: timeRows, why })

export const setException: ChangePage<Day> = {
  view: 'exception',
  form: exceptionForm,
  firstField: 'times-1-starts',
  find,
  facts: (opened, typed) => ({ ...facts(opened), rows: rowItems(typed) }),
  start: (opened) => typedRows(opened.subject.own.length > 0 ? opened.subject.own : usualTimes(opened)),
  read({ work, subject }) {
    const { visitType, date } = subject
    const typed = sentIn(exceptionForm, work.request.body)
    const parsed = exceptionForm.parse(typed)
    if ('problems' in parsed) return { typed, problems: parsed.problems }
    const { times, why: because } = parsed.value
    return {
      typed,
      change: {
        kind: 'setException',
        visitType,
        date,
        times: times.map(({ starts, ends, wanted }) => ({ starts, ends, wanted })),
      },
      why: because,
      rows: rowsOf({ day: dayOf(subject), times: times.map(timeWords).join('; '), why: because }),
      refused: (problems) => ({
        problems: problems.map(({ problem, index }) =>
          rowProblem(times[index ?? 0]?.row ?? 1, 'starts', problem),
        ),
      }),
    }
  },
}

const removeForm = form({ why })

export const removeException: ChangePage<Day> = {
  view: 'remove-exception',
  form: removeForm,
  firstField: 'why',
  find,
  facts,
  start: () => ({}),
  elsewhere: ({ subject }) => (subject.own.length === 0 ? exceptionAddress(subject) : undefined),
  read({ work, subject }) {
    const { visitType, date } = subject
    const typed = sentIn(removeForm, work.request.body)
    const parsed = removeForm.parse(typed)
    if ('problems' in parsed) return { typed, problems: parsed.problems }
    return {
      typed,
      change: { kind: 'removeException', visitType, date },
      why: parsed.value.why,
      rows: rowsOf({ removedDay: dayOf(subject), why: parsed.value.why }),
      refused: (problems) => ({ problems: problems.map(({ problem }) => ({ field: 'why', problem })) }),
    }
  },
}
