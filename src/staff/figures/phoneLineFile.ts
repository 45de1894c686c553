/** Knows the file of the phone line's figures: a line an hour. */
import { z } from 'zod'
import { isRealDate } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { phoneFigureProblems } from '../../domain/phoneFigures.ts'
import type { PhoneLineHour } from '../../domain/phoneFigures.ts'
import { refuse } from '../../journey/fields.ts'
import { readCells } from '../../web/csvFile.ts'
import type { CsvLine, CsvProblem } from '../../web/csvFile.ts'
import { readDate } from '../../domain/typedDate.ts'

export const columns = [
  'Date',
  'Hour',
  'Offered',
  'Answered',
  'Abandoned',
  'Wait seconds',
  'Longest wait seconds',
] as const
export type FigureColumn = (typeof columns)[number]
type Problem = CsvProblem<FigureColumn>

/** A file holds some weeks at most. */
const mostLines = 1000

const date = z.string().transform((cell, context): LocalDate => {
  const read = isRealDate(cell) ? cell : readDate(cell)
  return read ?? refuse(context, read === null ? 'date.missing' : 'date.notReal')
})

// Some providers write the hour as `9`, others as `09:00`.
const hour = z.string().transform((cell, context): number => {
  const [, digits] = /^(\d{1,2})(?::00)?$/.exec(cell) ?? []
  const read = Number(digits)
  return digits !== undefined && read <= 23 ? read : refuse(context, 'hour')
})

/** A count, also as `1,250`. */
const count = (most: number) =>
  z.string().transform((cell, context): number => {
    const digits = cell.replace(/,(?=\d{3}\b)/g, '')
    return /^\d{1,9}$/.test(digits) && Number(digits) <= most
      ? Number(digits)
      : refuse(context, 'count', { values: { most } })
  })

const figure = count(100_000)
const seconds = count(100_000_000)

const lineSchema = z
  .object({
    Date: date,
    Hour: hour,
    Offered: figure,
    Answered: figure,
    Abandoned: figure,
    'Wait seconds': seconds,
    'Longest wait seconds': count(86_400),
  })
  .transform((cells): PhoneLineHour => ({
    date: cells.Date,
    hour: cells.Hour,
    offered: cells.Offered,
    answered: cells.Answered,
    abandoned: cells.Abandoned,
    waitSeconds: cells['Wait seconds'],
    longestWaitSeconds: cells['Longest wait seconds'],
  }))

const columnOf = {
  abandoned: 'Abandoned',
  waitSeconds: 'Wait seconds',
  longestWaitSeconds: 'Longest wait seconds',
} as const

function readLine({ line, cells }: CsvLine<FigureColumn>, today: LocalDate): PhoneLineHour | Problem[] {
  const read = lineSchema.safeParse(cells)
  if (!read.success) {
    return read.error.issues.map((issue) => {
      const { values } = (issue.code === 'custom' ? issue.params : {}) as Pick<Problem, 'values'>
      return { line, column: issue.path[0] as FigureColumn, problem: issue.message, values }
    })
  }
  const wrong = phoneFigureProblems(read.data).map(({ figure: name, problem }): Problem => {
    return { line, column: columnOf[name], problem }
  })
  if (read.data.date > today) wrong.push({ line, column: 'Date', problem: 'date.future' })
  return wrong.length > 0 ? wrong : read.data
}

/** Reads the text of a file: its hours in order, or everything that is wrong with it, by line. */
export function readFigures(
  text: string,
  today: LocalDate,
): { hours: PhoneLineHour[] } | { problems: Problem[] } {
  const read = readCells(text, columns, mostLines)
  if ('problems' in read) return read
  const hours: PhoneLineHour[] = []
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const csvLine of read.lines) {
    const result = readLine(csvLine, today)
    if (Array.isArray(result)) {
      problems.push(...result)
      continue
    }
    const key = `${result.date} ${result.hour}`
    if (seen.has(key)) problems.push({ line: csvLine.line, column: 'Hour', problem: 'twice' })
    seen.add(key)
    hours.push(result)
  }
  if (problems.length > 0) return { problems }
  return { hours: hours.sort((a, b) => (a.date === b.date ? a.hour - b.hour : a.date < b.date ? -1 : 1)) }
}
