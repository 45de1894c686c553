/** What a timetable becomes by a change that has no problems. */
import { addDays } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { Kept, PlaceTimetable, TimeOfWeek, TimetableChange } from './timetable.ts'
import { isSame } from './timetableDifference.ts'
import { endClosure, endTime, importTimetable, replaceEntries } from './timetableImport.ts'

type ChangeOf<Kind> = Extract<TimetableChange, { kind: Kind }>

/** The timetable after the change, as known from today on; entries that are new have no id. */
export function applyChange(
  timetable: PlaceTimetable,
  change: TimetableChange,
  today: LocalDate,
): PlaceTimetable {
  const { times, exceptions, closures } = timetable
  switch (change.kind) {
    case 'addTimes':
      return { ...timetable, times: [...times, ...change.times.map((time) => ({ ...time, id: null }))] }
    case 'changeTime':
      return { ...timetable, times: withEach(times, change.timeId, (time) => changeTime(time, change)) }
    case 'endTime':
      return { ...timetable, times: withEach(times, change.timeId, (time) => endTime(time, change.lastDate)) }
    case 'setException':
      return { ...timetable, exceptions: setException(exceptions, change) }
    case 'removeException':
      return { ...timetable, exceptions: exceptions.filter((one) => !isOfDay(one, change)) }
    case 'close': {
      const { visitType, from, to, starts, reason } = change
      return { ...timetable, closures: [...closures, { id: null, visitType, from, to, starts, reason }] }
    }
    case 'reopen':
      return {
        ...timetable,
        closures: withEach(closures, change.closureId, (closure) => endClosure(closure, today)),
      }
    case 'import':
      return importTimetable(timetable, change, today)
  }
}

function withEach<Entry>(
  entries: readonly Kept<Entry>[],
  id: number,
  become: (entry: Kept<Entry>) => Kept<Entry>[],
): Kept<Entry>[] {
  return entries.flatMap((entry) => (entry.id === id ? become(entry) : [entry]))
}

function changeTime(time: Kept<TimeOfWeek>, change: ChangeOf<'changeTime'>): Kept<TimeOfWeek>[] {
  const { from, starts, ends, wanted } = change
  const changed = { ...time, starts, ends, wanted }
  if (isSame(time, changed)) return [time]
  if (from <= time.validFrom) return [changed]
  return [...endTime(time, addDays(from, -1)), { ...changed, id: null, validFrom: from }]
}

type Day = Pick<ChangeOf<'setException'>, 'visitType' | 'date'>

const isOfDay = (one: Day, { visitType, date }: Day) => one.visitType === visitType && one.date === date

function setException(
  exceptions: PlaceTimetable['exceptions'],
  { visitType, date, times }: ChangeOf<'setException'>,
): PlaceTimetable['exceptions'] {
  const ofDay = times.map(({ starts, ends, wanted }) => ({ visitType, date, starts, ends, wanted }))
  const old = exceptions.filter((one) => isOfDay(one, { visitType, date }))
  const others = exceptions.filter((one) => !isOfDay(one, { visitType, date }))
  return [...others, ...replaceEntries(old, ofDay)]
}
