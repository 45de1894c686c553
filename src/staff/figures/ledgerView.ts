/** Knows how keyed figures are shown: words of their file's errors, and of what became of their rows. */
import type { KeyedChange } from '../../store/measures/keyed.ts'
import type { PlaceName } from '../../store/places.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { moment } from '../../views/staffFormat.ts'
import type { CsvProblem } from '../../web/csvFile.ts'
import type { Ledger } from './ledger.ts'

const { text, has } = translator('en')

export const addressOf = ({ kind }: Pick<Ledger, 'kind'>): string => `/staff/figures/${kind}`

/** What is wrong in a line: the form's own words, else those of any file. */
export function wrongLine({ kind }: Ledger, { line, column, problem, values }: CsvProblem<string>) {
  const own = `staffFigures.${kind}.errors.${problem}`
  const shared = `staffFigures.keyed.problems.${problem}`
  const key = [own, shared].find(has) ?? `staffTimetable.import.problems.${problem}`
  const where = column ?? text('staffTimetable.import.wholeLine')
  return printed({ line: String(line), column: where, text: text(key, { ...values }) })
}

/** What became of rows, newest first. */
export const changesView = (ledger: Ledger, places: readonly PlaceName[], changes: readonly KeyedChange[]) =>
  changes.map(({ what, was, became, by, at }) =>
    printed({
      what: text(`staffFigures.keyed.changes.${what}`),
      was: was ? ledger.cells(was, places).join(', ') : '',
      became: became ? ledger.cells(became, places).join(', ') : '',
      by,
      at: moment(at),
    }),
  )
