/** Knows the pages of a list of keyed figures: listing, adding, and importing a file after a look at it. */
import { londonDate } from '../../domain/dates.ts'
import { monthOf } from '../../domain/month.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formView, sentIn } from '../../journey/formView.ts'
import { findSameKeyed, listKeyed, listLastKeyedChanges } from '../../store/measures/keyed.ts'
import type { KeyedValues } from '../../store/measures/keyedTables.ts'
import { saveKeyed } from '../../store/measures/keyedWrites.ts'
import { listPlaceNames } from '../../store/places.ts'
import { translator } from '../../text/translate.ts'
import { pageIn, paginationOf } from '../../views/pagination.ts'
import { printed } from '../../views/printed.ts'
import type { CsvProblem } from '../../web/csvFile.ts'
import { sentFile } from '../../web/sentFile.ts'
import type { Handler, Work } from '../../web/work.ts'
import type { Ledger } from './ledger.ts'
import { readLedgerFile } from './ledgerFile.ts'
import { addressOf, changesView, wrongLine } from './ledgerView.ts'

const { text } = translator('en')

/** Changes that the list shows below it. */
const mostChanges = 10

interface Shown {
  typed?: Typed
  problems?: Problem[]
  wrong?: readonly CsvProblem<string>[]
  /** The row that is about the same already. */
  existing?: number
}

async function render(work: Work, ledger: Ledger, { typed, problems = [], wrong, existing }: Shown = {}) {
  const { request, response, db } = work
  const { kind, columns } = ledger
  const address = addressOf(ledger)
  const [places, list, changes] = await Promise.all([
    listPlaceNames(db),
    listKeyed(db, kind, pageIn(request.query.page)),
    listLastKeyedChanges(db, kind, mostChanges),
  ])
  const form = ledger.form(places)
  const withFile = { ...form, controls: [...form.controls, 'file'] }
  response.status(problems.length > 0 ? 422 : 200).render('staff/figures/ledger', {
    ...{ title: text(`staffFigures.${kind}.title`), section: 'figures', kind, address },
    ...formView(withFile, `staffFigures.${kind}`, { typed, problems }),
    saved: ['added', 'changed', 'removed', 'imported'].find((what) => what === request.query.saved),
    existing: existing === undefined ? undefined : printed(`${address}/${existing}`),
    columns: Object.keys(columns),
    choices: ledger.choices(places),
    wrong: wrong?.map((problem) => wrongLine(ledger, problem)),
    rows: list.rows.map(({ id, values }) =>
      printed({ address: `${address}/${id}`, cells: ledger.cells(values, places) }),
    ),
    pagination: paginationOf(list, (page) => printed(`${address}?page=${page}`)),
    changes: changesView(ledger, places, changes),
  })
}

const monthNow = ({ now }: Work) => monthOf(londonDate(now))

export const showLedger =
  (ledger: Ledger): Handler =>
  (work) =>
    render(work, ledger)

/** POST: one row; one that is there already is not overwritten unseen. */
export const addRow =
  (ledger: Ledger): Handler =>
  async (work) => {
    const { request, response, db, person, now } = work
    const places = await listPlaceNames(db)
    const typed = sentIn(ledger.form(places), request.body)
    const read = ledger.read(typed, places, monthNow(work))
    if ('problems' in read) return render(work, ledger, { typed, problems: read.problems })
    const [same] = await findSameKeyed(db, ledger.kind, [read.values])
    if (same) {
      const problems = [{ field: 'channel', problem: 'exists' }]
      return render(work, ledger, { typed, problems, existing: same.id })
    }
    await saveKeyed(db, ledger.kind, [read.values], { personId: person.personId, now })
    response.redirect(303, `${addressOf(ledger)}?saved=added`)
  }

/** POST: a look at the file, then saving it. */
export const importRows =
  (ledger: Ledger): Handler =>
  async (work) => {
    const { request, response, db, person, now } = work
    const file = sentFile(work)
    if ('problem' in file)
      return render(work, ledger, { problems: [{ field: 'file', problem: file.problem }] })
    const places = await listPlaceNames(db)
    const read = readLedgerFile(file.text, ledger, places, monthNow(work))
    if ('problems' in read) {
      const problem = { field: 'file', problem: 'wrongLines', values: { count: read.problems.length } }
      return render(work, ledger, { problems: [problem], wrong: read.problems })
    }
    if ((request.body as { step?: unknown } | undefined)?.step !== 'save') {
      return preview(work, ledger, read.rows, file.text)
    }
    await saveKeyed(db, ledger.kind, read.rows, { personId: person.personId, now })
    response.redirect(303, `${addressOf(ledger)}?saved=imported`)
  }

async function preview({ response, db }: Work, ledger: Ledger, rows: readonly KeyedValues[], csv: string) {
  const [places, same] = await Promise.all([listPlaceNames(db), findSameKeyed(db, ledger.kind, rows)])
  const before = new Map(same.map(({ at, values }) => [at, ledger.cells(values, places).at(-1) ?? '']))
  const kinds = rows.map((row, at) => {
    const cells = ledger.cells(row, places)
    return {
      cells,
      was: before.get(at) === cells.at(-1) ? undefined : before.get(at),
      isNew: !before.has(at),
    }
  })
  response.render('staff/figures/ledger-preview', {
    title: text('staffFigures.keyed.previewTitle'),
    section: 'figures',
    ...{ kind: ledger.kind, address: addressOf(ledger), csv: printed(csv) },
    columns: Object.keys(ledger.columns),
    summary: printed(
      text('staffFigures.keyed.summary', {
        rows: rows.length,
        added: kinds.filter(({ isNew }) => isNew).length,
        changed: kinds.filter(({ was }) => was !== undefined).length,
      }),
    ),
    rows: kinds.map(({ cells, was }) => printed({ cells, was: was ?? '' })),
  })
}
