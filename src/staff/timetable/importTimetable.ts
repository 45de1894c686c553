/** Knows the page that takes a whole timetable from a file. */
import type { TimetableProblem } from '../../domain/timetable.ts'
import { form } from '../../journey/form.ts'
import type { Problem } from '../../journey/form.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { sentIn } from '../../journey/formView.ts'
import type { Asked, ChangePage, Opened, Shown } from './changePage.ts'
import { readTimetable } from './csv.ts'
import type { ReadTimetable } from './csv.ts'
import { csvColumns } from './csvCells.ts'
import type { CsvColumn, CsvProblem } from './csvCells.ts'
import { sentFile } from '../../web/sentFile.ts'
import { rowsOf } from './rows.ts'
import { why } from './timeFields.ts'

const { text } = translator('en')

const importForm = form({ why })

export const importTimetable: ChangePage<object> = {
  view: 'import',
  form: { controls: ['file', ...importForm.controls], shown: (typed) => importForm.shown(typed) },
  firstField: 'file',
  find: () => ({}),
  start: () => ({}),
  facts: (_opened, { csv }) => ({ columns: csvColumns, kept: printed(csv), isKept: csv !== undefined }),
  read({ work, today }: Opened<object>): Asked | (Shown & { problems: Problem[] }) {
    const typed = sentIn(importForm, work.request.body)
    const parsed = importForm.parse(typed)
    const problems = 'problems' in parsed ? parsed.problems : []
    const file = sentFile(work)
    if ('problem' in file) {
      return { typed, problems: [...problems, { field: 'file', problem: file.problem }] }
    }
    const read = readTimetable(file.text, today)
    if ('problems' in read) {
      const wrong = wrongLines(read.problems)
      return { typed, ...wrong, problems: [...problems, ...wrong.problems] }
    }
    const kept = { ...typed, csv: file.text }
    if ('problems' in parsed) return { typed: kept, problems }
    return {
      typed: kept,
      change: { kind: 'import', ...read.timetable },
      why: parsed.value.why,
      rows: rowsOf({ file: countsOf(read), why: parsed.value.why }),
      refused: (refusals) => wrongLines(refusals.map((refusal) => lineProblem(refusal, read))),
    }
  },
}

function countsOf({ timetable: { times, exceptions, closures } }: ReadTimetable): string {
  const count = (name: string, list: readonly unknown[]) =>
    text(`staffTimetable.import.counts.${name}`, { count: list.length })
  return [count('times', times), count('exceptions', exceptions), count('closures', closures)].join(', ')
}

/** All errors of a file: one for the field, and a list by line. */
function wrongLines(problems: readonly CsvProblem[]): { problems: Problem[]; facts: object } {
  const values = { count: problems.length }
  return {
    problems: [{ field: 'file', problem: 'wrongLines', values }],
    facts: {
      wrong: problems.map(({ line, column, problem, values: ofLine }) =>
        printed({
          line: String(line),
          column: column ?? text('staffTimetable.import.wholeLine'),
          text: text(`staffTimetable.import.problems.${problem}`, { ...ofLine }),
        }),
      ),
    },
  }
}

const refusals: Record<TimetableProblem['problem'], { column: CsvColumn; problem: string }> = {
  overlaps: { column: 'Start', problem: 'time.overlapsAnother' },
  endsBeforeStarts: { column: 'End', problem: 'time.endsBeforeStarts' },
  validToBeforeFrom: { column: 'To', problem: 'date.toBeforeFrom' },
  past: { column: 'To', problem: 'date.past' },
  unknown: { column: 'What', problem: 'what.unknown' },
  timeUnknown: { column: 'Start', problem: 'time.notReal' },
  closedAlready: { column: 'From', problem: 'date.closedAlready' },
}

/** What the timetable does not allow, at its line. */
function lineProblem(
  { problem, index = 0 }: TimetableProblem,
  { lines, timetable }: ReadTimetable,
): CsvProblem {
  const isException = index >= timetable.times.length && lines.length - index > timetable.closures.length
  const column = problem === 'past' && isException ? 'From' : refusals[problem].column
  return { line: lines[index] ?? 1, column, problem: refusals[problem].problem }
}
