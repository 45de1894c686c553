/** Knows the pages about one time of the week: from a date on it is another, or it ends. */
import { addDays } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { form } from '../../journey/form.ts'
import type { StoredTimetable } from '../../store/timetables.ts'
import { printed } from '../../views/printed.ts'
import { pickedDate } from '../fields.ts'
import { tableDate } from '../../views/staffFormat.ts'
import { sentIn } from '../../journey/formView.ts'
import type { ChangePage, Opened } from './changePage.ts'
import { hours, timeOfWeekWords } from './entryWords.ts'
import { rowsOf } from './rows.ts'
import { refusedAt, slotFields, why } from './timeFields.ts'

type Time = StoredTimetable['times'][number]

const find: ChangePage<Time>['find'] = ({ timeId }, { times }) =>
  times.find(({ id }) => String(id) === timeId)

const facts = ({ subject }: Opened<Time>) => ({ time: printed(timeOfWeekWords(subject)) })

const later = (a: LocalDate, b: LocalDate) => (a > b ? a : b)

const changeForm = form({ from: pickedDate, ...slotFields, why })

export const changeTime: ChangePage<Time> = {
  view: 'change-time',
  form: changeForm,
  firstField: 'from',
  find,
  facts,
  start: ({ subject, today }) => ({
    from: tableDate(later(subject.validFrom, addDays(today, 1))),
    starts: subject.starts,
    ends: subject.ends,
    wanted: String(subject.wanted),
  }),
  read({ work, subject }) {
    const typed = sentIn(changeForm, work.request.body)
    const parsed = changeForm.parse(typed)
    if ('problems' in parsed) return { typed, problems: parsed.problems }
    const { why: because, ...time } = parsed.value
    const values = { validTo: subject.validTo ? tableDate(subject.validTo) : '' }
    const atFields = { past: 'from', validToBeforeFrom: 'from' }
    return {
      typed,
      change: { kind: 'changeTime', timeId: subject.id, ...time },
      why: because,
      rows: rowsOf({
        time: timeOfWeekWords(subject),
        from: tableDate(time.from),
        newHours: hours(time),
        newWanted: String(time.wanted),
        why: because,
      }),
      refused: (problems) => ({
        problems: refusedAt(problems, atFields).map((problem) => ({ ...problem, values })),
      }),
    }
  },
}

const endForm = form({ lastDate: pickedDate, why })

export const endTime: ChangePage<Time> = {
  view: 'end-time',
  form: endForm,
  firstField: 'lastDate',
  find,
  facts,
  start: ({ subject }) => ({ lastDate: subject.validTo ? tableDate(subject.validTo) : '' }),
  read({ work, subject }) {
    const typed = sentIn(endForm, work.request.body)
    const parsed = endForm.parse(typed)
    if ('problems' in parsed) return { typed, problems: parsed.problems }
    const { why: because, lastDate } = parsed.value
    const atFields = { past: 'lastDate', overlaps: 'lastDate', validToBeforeFrom: 'lastDate' }
    return {
      typed,
      change: { kind: 'endTime', timeId: subject.id, lastDate },
      why: because,
      rows: rowsOf({ time: timeOfWeekWords(subject), lastDate: tableDate(lastDate), why: because }),
      refused: (problems) => ({ problems: refusedAt(problems, atFields) }),
    }
  },
}
