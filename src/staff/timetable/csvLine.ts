/** Knows what one line of a timetable's file means: a time of the week, a time of one date, or a closure. */
import { z } from 'zod'
import type { ExceptionTime, PlaceClosure, TimeOfWeek } from '../../domain/timetable.ts'
import type { CsvColumn, CsvLine, CsvProblem } from './csvCells.ts'
import * as cell from './csvValues.ts'

/** What a line says, and which line it is. */
export type CsvEntry = { line: number } & (
  | { what: 'time'; entry: TimeOfWeek }
  | { what: 'exception'; entry: ExceptionTime }
  | { what: 'closure'; entry: PlaceClosure }
)

const timeCells = { 'Visit type': cell.type, Start: cell.time, End: cell.time, Places: cell.places }

const timeLine = z
  .object({
    ...timeCells,
    Weekday: cell.weekday,
    From: cell.date,
    To: cell.optionalDate,
    Reason: cell.empty,
  })
  .transform((cells) => {
    const entry: TimeOfWeek = {
      visitType: cells['Visit type'],
      weekday: cells.Weekday,
      starts: cells.Start,
      ends: cells.End,
      wanted: cells.Places,
      validFrom: cells.From,
      validTo: cells.To,
    }
    return { what: 'time' as const, entry }
  })

const exceptionLine = z
  .object({ ...timeCells, Weekday: cell.empty, From: cell.date, To: cell.empty, Reason: cell.empty })
  .transform((cells) => {
    const entry: ExceptionTime = {
      visitType: cells['Visit type'],
      date: cells.From,
      starts: cells.Start,
      ends: cells.End,
      wanted: cells.Places,
    }
    return { what: 'exception' as const, entry }
  })

const closureLine = z
  .object({
    'Visit type': cell.optionalType,
    Weekday: cell.empty,
    From: cell.date,
    To: cell.date,
    Start: cell.optionalTime,
    End: cell.empty,
    Places: cell.empty,
    Reason: cell.reason,
  })
  .transform((cells) => {
    const entry: PlaceClosure = {
      visitType: cells['Visit type'],
      from: cells.From,
      to: cells.To,
      starts: cells.Start,
      reason: cells.Reason,
    }
    return { what: 'closure' as const, entry }
  })

const lines = new Map<string, typeof timeLine | typeof exceptionLine | typeof closureLine>([
  ['time', timeLine],
  ['exception', exceptionLine],
  ['closure', closureLine],
])

const kinds: Record<CsvColumn, string> = {
  What: 'what',
  'Visit type': 'type',
  Weekday: 'weekday',
  From: 'date',
  To: 'date',
  Start: 'time',
  End: 'time',
  Places: 'places',
  Reason: 'reason',
}

function toProblem(line: number, issue: z.core.$ZodIssue): CsvProblem {
  const column = issue.path[0] as CsvColumn
  const params = issue.code === 'custom' ? (issue.params as Pick<CsvProblem, 'values'>) : {}
  const problem = issue.message.includes('.') ? issue.message : `${kinds[column]}.${issue.message}`
  return { line, column, problem, values: params.values }
}

/** The line's meaning, or everything that is wrong with its cells. */
export function readLine({ line, cells }: CsvLine): { entry: CsvEntry } | { problems: CsvProblem[] } {
  const what = cell.tidyWord(cells.What)
  const schema = lines.get(what)
  if (!schema) {
    return { problems: [{ line, column: 'What', problem: what === '' ? 'what.missing' : 'what.unknown' }] }
  }
  const read = schema.safeParse(cells)
  if (read.success) return { entry: { line, ...read.data } }
  return { problems: read.error.issues.map((issue) => toProblem(line, issue)) }
}
