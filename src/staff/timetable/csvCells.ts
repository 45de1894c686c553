/** Knows the file of a timetable as lines of cells: its columns, its delimiters, and what keeps spreadsheets from reading formulas. */
import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/** The columns, in the order in which they are written; a file may have them in any order. */
export const csvColumns = [
  'What',
  'Visit type',
  'Weekday',
  'From',
  'To',
  'Start',
  'End',
  'Places',
  'Reason',
] as const
export type CsvColumn = (typeof csvColumns)[number]

export type CsvCells = Record<CsvColumn, string>

/** One line of the file that is not empty; the header is in line 1. */
export interface CsvLine {
  line: number
  cells: CsvCells
}

/** What is wrong, as a text key; with no column when the line or the file is. */
export interface CsvProblem {
  line: number
  column: CsvColumn | null
  problem: string
  values?: Record<string, string | number>
}

/** More times than any place has, few enough to check and to show. */
export const mostCsvLines = 1000

const byteOrderMark = '\uFEFF'

// What a spreadsheet may take for a formula, also written wide; apostrophes of one's own are kept by one more.
const startsFormula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/
const isProtected = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

const protect = (cell: string): string => (startsFormula.test(cell) ? `'${cell}` : cell)
const unprotect = (cell: string): string => (isProtected.test(cell) ? cell.slice(1) : cell)

/** The file: UTF-8 with a mark that Excel looks for, commas, CRLF, a header. */
export function writeCells(lines: readonly CsvCells[]): string {
  const cells = lines.map((line) => csvColumns.map((column) => protect(line[column])))
  return (
    byteOrderMark + stringify([[...csvColumns], ...cells], { record_delimiter: '\r\n', quoted_match: /\n/ })
  )
}

/** The lines of a file as sent, or everything that is wrong with its form. */
export function readCells(text: string): { lines: CsvLine[] } | { problems: CsvProblem[] } {
  const tidy = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const records = recordsOf(tidy)
  if ('problem' in records) return { problems: [records] }
  const [header, ...rows] = records
  if (!header || isEmpty(header.cells)) return { problems: [problemOf(1, 'headerMissing')] }
  const names = header.cells.map(columnOf)
  const problems = headerProblems(header.cells, names)
  const filled = rows.filter(({ cells }) => !isEmpty(cells))
  if (problems.length === 0 && filled.length === 0) problems.push(problemOf(2, 'nothing'))
  if (filled.length > mostCsvLines) problems.push(problemOf(1, 'tooManyLines', { most: mostCsvLines }))
  const long = filled.filter(({ cells }) => !isEmpty(cells.slice(names.length)))
  problems.push(...long.map(({ line }) => problemOf(line, 'tooManyCells')))
  if (problems.length > 0) return { problems }
  return { lines: filled.map(({ line, cells }) => ({ line, cells: named(names, cells) })) }
}

const problemOf = (line: number, problem: string, values: CsvProblem['values'] = {}): CsvProblem => ({
  line,
  column: null,
  problem,
  values,
})

const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

/** The delimiter is what the header has most of: Excel writes semicolons where commas are decimal. */
function delimiterOf(text: string): string {
  const [header = ''] = text.split('\n', 1)
  const count = (delimiter: string) => header.split(delimiter).length
  return [';', '\t'].find((delimiter) => count(delimiter) > count(',')) ?? ','
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

/** Records with the line in which each begins; a text in quotes may go over several. */
function recordsOf(text: string): { line: number; cells: string[] }[] | CsvProblem {
  try {
    const options = { info: true, relax_column_count: true, record_delimiter: '\n' }
    const parsed = parse(text, { ...options, delimiter: delimiterOf(text) }) as unknown as Parsed[]
    let line = 1
    return parsed.map(({ record }) => {
      const begins = line
      line += 1 + record.join('').split('\n').length - 1
      return { line: begins, cells: record }
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as unknown as { lines?: number }
    return problemOf(lines ?? 1, 'quotes')
  }
}

const plain = (name: string) => name.trim().toLowerCase()

const columnOf = (name: string): CsvColumn | undefined =>
  csvColumns.find((column) => plain(column) === plain(name))

function headerProblems(cells: readonly string[], names: readonly (CsvColumn | undefined)[]): CsvProblem[] {
  const unknown = cells.filter((cell, at) => names[at] === undefined && cell.trim() !== '')
  const missing = csvColumns.filter((column) => !names.includes(column))
  const twice = csvColumns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
  return [
    ...unknown.map((name) => problemOf(1, 'columnUnknown', { name: name.trim().slice(0, 50) })),
    ...missing.map((name) => problemOf(1, 'columnMissing', { name })),
    ...twice.map((name) => problemOf(1, 'columnTwice', { name })),
  ]
}

function named(names: readonly (CsvColumn | undefined)[], cells: readonly string[]): CsvCells {
  const of = (column: CsvColumn) => unprotect((cells[names.indexOf(column)] ?? '').trim())
  return Object.fromEntries(csvColumns.map((column) => [column, of(column)])) as CsvCells
}
