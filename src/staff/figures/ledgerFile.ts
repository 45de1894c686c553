/** Knows a file of keyed figures: a line a row, each as it would be typed in the form. */
import type { KeyedValues } from '../../store/measures/keyedTables.ts'
import type { PlaceName } from '../../store/places.ts'
import { readCells } from '../../web/csvFile.ts'
import type { CsvProblem } from '../../web/csvFile.ts'
import type { Ledger } from './ledger.ts'

/** Every prison and channel of some months. */
const mostLines = 2000

/** The rows of a file, or everything that is wrong with it by line; problems of cells are those of the form's fields. */
export function readLedgerFile(
  text: string,
  ledger: Ledger,
  places: readonly PlaceName[],
  today: string,
): { rows: KeyedValues[] } | { problems: CsvProblem<string>[] } {
  const columns = Object.keys(ledger.columns)
  const read = readCells(text, columns, mostLines)
  if ('problems' in read) return read
  const rows: KeyedValues[] = []
  const problems: CsvProblem<string>[] = []
  const seen = new Map<string, number>()
  for (const { line, cells } of read.lines) {
    const typed = Object.fromEntries(
      Object.entries(ledger.columns).map(([column, field]) => [
        field,
        ledger.typedIn(field, cells[column] ?? '', places),
      ]),
    )
    const result = ledger.read(typed, places, today)
    if ('problems' in result) {
      problems.push(
        ...result.problems.map(({ field, problem, values }) => ({
          ...{ line, values, problem: `${field}.${problem}` },
          column: columns.find((column) => ledger.columns[column] === field) ?? null,
        })),
      )
      continue
    }
    // What is counted stands last.
    const key = JSON.stringify(Object.values(result.values).slice(0, -1))
    const other = seen.get(key)
    if (other !== undefined) problems.push({ line, column: null, problem: 'twice', values: { other } })
    seen.set(key, line)
    rows.push(result.values)
  }
  return problems.length > 0 ? { problems } : { rows }
}
