/** Knows files of a spreadsheet as lines of cells: delimiters, headers, and what keeps spreadsheets from reading formulas. */
import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/** One line of the file that is not empty; the header is in line 1. */
export interface CsvLine<Column extends string> {
  line: number
  cells: Record<Column, string>
}

/** What is wrong, as a text key; with no column when the line or the file is. */
export interface CsvProblem<Column extends string> {
  line: number
  column: Column | null
  problem: string
  values?: Record<string, string | number>
}

const byteOrderMark = '\uFEFF'

// What a spreadsheet may take for a formula, also written wide; apostrophes of one's own are kept by one more.
const startsFormula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/
const isProtected = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

const protect = (cell: string): string => (startsFormula.test(cell) ? `'${cell}` : cell)
const unprotect = (cell: string): string => (isProtected.test(cell) ? cell.slice(1) : cell)

/** The file: UTF-8 with a mark that Excel looks for, commas, CRLF, a header. */
export function writeCells<Column extends string>(
  columns: readonly Column[],
  lines: readonly Record<Column, string>[],
): string {
  const cells = lines.map((line) => columns.map((column) => protect(line[column])))
  return byteOrderMark + stringify([[...columns], ...cells], { record_delimiter: '\r\n', quoted_match: /\n/ })
}

/** The lines of a file as sent, or everything that is wrong with its form. */
export function readCells<Column extends string>(
  text: string,
  columns: readonly Column[],
  most: number,
): { lines: CsvLine<Column>[] } | { problems: CsvProblem<Column>[] } {
  const tidy = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const records = recordsOf(tidy)
  if ('problem' in records) return { problems: [records] }
  const [header, ...rows] = records
  if (!header || isEmpty(header.cells)) return { problems: [problemOf(1, 'headerMissing')] }
  const names = header.cells.map((name) => columns.find((column) => plain(column) === plain(name)))
  const problems: CsvProblem<Column>[] = headerProblems(columns, header.cells, names)
  const filled = rows.filter(({ cells }) => !isEmpty(cells))
  if (problems.length === 0 && filled.length === 0) problems.push(problemOf(2, 'nothing'))
  if (filled.length > most) problems.push(problemOf(1, 'tooManyLines', { most }))
  const long = filled.filter(({ cells }) => !isEmpty(cells.slice(names.length)))
  problems.push(...long.map(({ line }) => problemOf(line, 'tooManyCells')))
  if (problems.length > 0) return { problems }
  return { lines: filled.map(({ line, cells }) => ({ line, cells: named(columns, names, cells) })) }
}

const problemOf = (
  line: number,
  problem: string,
  values: CsvProblem<never>['values'] = {},
): CsvProblem<never> => ({
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
function recordsOf(text: string): { line: number; cells: string[] }[] | CsvProblem<never> {
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

function headerProblems<Column extends string>(
  columns: readonly Column[],
  cells: readonly string[],
  names: readonly (Column | undefined)[],
): CsvProblem<never>[] {
  const unknown = cells.filter((cell, at) => names[at] === undefined && cell.trim() !== '')
  const missing = columns.filter((column) => !names.includes(column))
  const twice = columns.filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
  return [
    ...unknown.map((name) => problemOf(1, 'columnUnknown', { name: name.trim().slice(0, 50) })),
    ...missing.map((name) => problemOf(1, 'columnMissing', { name })),
    ...twice.map((name) => problemOf(1, 'columnTwice', { name })),
  ]
}

function named<Column extends string>(
  columns: readonly Column[],
  names: readonly (Column | undefined)[],
  cells: readonly string[],
): Record<Column, string> {
  const of = (column: Column) => unprotect((cells[names.indexOf(column)] ?? '').trim())
  return Object.fromEntries(columns.map((column) => [column, of(column)])) as Record<Column, string>
}
