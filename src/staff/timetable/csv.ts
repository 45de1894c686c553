/** Knows a timetable as a file of a spreadsheet: written and read again it is the same. */
import type { LocalDate } from '../../domain/dates.ts'
import type { ExceptionTime, PlaceClosure, TimeOfWeek } from '../../domain/timetable.ts'
import { csvColumns, readCells, writeCells } from './csvCells.ts'
import type { CsvCells, CsvProblem } from './csvCells.ts'
import { checkEntries } from './csvChecks.ts'
import { readLine } from './csvLine.ts'
import type { CsvEntry } from './csvLine.ts'
import { typeName, weekdayNames } from './csvValues.ts'

/** All that a file holds. */
export interface CsvTimetable {
  times: readonly TimeOfWeek[]
  exceptions: readonly ExceptionTime[]
  closures: readonly PlaceClosure[]
}

/** The timetable as the text of a file. */
export function writeTimetable({ times, exceptions, closures }: CsvTimetable): string {
  return writeCells([
    ...times.map(timeCells),
    ...exceptions.map(exceptionCells),
    ...closures.map(closureCells),
  ])
}

const noCells = Object.fromEntries(csvColumns.map((column) => [column, ''])) as CsvCells

const timeCells = (time: TimeOfWeek): CsvCells => ({
  ...noCells,
  What: 'time',
  'Visit type': typeName(time.visitType),
  Weekday: weekdayNames[time.weekday - 1] ?? '',
  From: time.validFrom,
  To: time.validTo ?? '',
  Start: time.starts,
  End: time.ends,
  Places: String(time.wanted),
})

const exceptionCells = (exception: ExceptionTime): CsvCells => ({
  ...noCells,
  What: 'exception',
  'Visit type': typeName(exception.visitType),
  From: exception.date,
  Start: exception.starts,
  End: exception.ends,
  Places: String(exception.wanted),
})

const closureCells = (closure: PlaceClosure): CsvCells => ({
  ...noCells,
  What: 'closure',
  'Visit type': closure.visitType ? typeName(closure.visitType) : '',
  From: closure.from,
  To: closure.to,
  Start: closure.starts ?? '',
  Reason: closure.reason,
})

/** What a file says; `lines` are those of the times, then of the exceptions, then of the closures. */
export interface ReadTimetable {
  timetable: { times: TimeOfWeek[]; exceptions: ExceptionTime[]; closures: PlaceClosure[] }
  lines: number[]
}

/** Reads the text of a file: its timetable, or everything that is wrong with it, in order of lines. */
export function readTimetable(text: string, today: LocalDate): ReadTimetable | { problems: CsvProblem[] } {
  const read = readCells(text)
  if ('problems' in read) return read
  const results = read.lines.map(readLine)
  const entries = results.flatMap((result) => ('entry' in result ? [result.entry] : []))
  const problems = results.flatMap((result) => ('problems' in result ? result.problems : []))
  problems.push(...checkEntries(entries, today))
  if (problems.length > 0) return { problems: problems.sort(inOrder) }
  return timetableOf(entries)
}

const inOrder = (a: CsvProblem, b: CsvProblem): number => a.line - b.line || placeOf(a) - placeOf(b)

const placeOf = ({ column }: CsvProblem): number => (column ? csvColumns.indexOf(column) : -1)

function timetableOf(entries: readonly CsvEntry[]): ReadTimetable {
  const times = entries.filter((entry) => entry.what === 'time')
  const exceptions = entries.filter((entry) => entry.what === 'exception')
  const closures = entries.filter((entry) => entry.what === 'closure')
  const timetable = {
    times: times.map(({ entry }) => entry),
    exceptions: exceptions.map(({ entry }) => entry),
    closures: closures.map(({ entry }) => entry),
  }
  return { timetable, lines: [...times, ...exceptions, ...closures].map(({ line }) => line) }
}
