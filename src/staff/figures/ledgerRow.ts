/** Knows the page of one keyed figure: correcting it, deleting it, and what became of it. */
import { londonDate } from '../../domain/dates.ts'
import { monthOf } from '../../domain/month.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formView, numberIn, sentIn } from '../../journey/formView.ts'
import { refusedBy } from '../../store/database.ts'
import { listKeyedChanges, readKeyed } from '../../store/measures/keyed.ts'
import type { KeyedRow } from '../../store/measures/keyedTables.ts'
import { changeKeyed, removeKeyed } from '../../store/measures/keyedWrites.ts'
import { listPlaceNames } from '../../store/places.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import type { Handler, Work } from '../../web/work.ts'
import type { Ledger } from './ledger.ts'
import { addressOf, changesView } from './ledgerView.ts'

const { text } = translator('en')

interface Sent {
  typed: Typed
  problems: Problem[]
}

/** Does it for the row that the address names, or says that there is none. */
const withRow =
  (ledger: Ledger, handle: (work: Work, row: KeyedRow) => Promise<void>): Handler =>
  async (work) => {
    const row = await readKeyed(work.db, ledger.kind, numberIn(work.request.params, 'id'))
    if (row) await handle(work, row)
    else errorPage(work.response, 'notFound')
  }

async function render({ response, db }: Work, ledger: Ledger, row: KeyedRow, sent?: Sent, isStale = false) {
  const [places, changes] = await Promise.all([listPlaceNames(db), listKeyedChanges(db, ledger.kind, row.id)])
  const typed = sent?.typed ?? ledger.typedFrom(row.values, places)
  const view = formView(ledger.form(places), `staffFigures.${ledger.kind}`, {
    typed,
    problems: sent?.problems,
  })
  response.status(isStale ? 409 : view.errors ? 422 : 200).render('staff/figures/ledger-row', {
    title: text(`staffFigures.${ledger.kind}.rowTitle`),
    section: 'figures',
    kind: ledger.kind,
    ...view,
    isStale,
    back: addressOf(ledger),
    address: printed(`${addressOf(ledger)}/${row.id}`),
    version: printed(String(row.version)),
    choices: ledger.choices(places),
    changes: changesView(ledger, places, changes),
  })
}

export const showRow = (ledger: Ledger): Handler => withRow(ledger, (work, row) => render(work, ledger, row))

/** POST: corrects it, unless somebody else has just done so. */
export const changeRow = (ledger: Ledger): Handler =>
  withRow(ledger, async (work, row) => {
    const { request, response, db, person, now } = work
    const places = await listPlaceNames(db)
    const typed = sentIn(ledger.form(places), request.body)
    const read = ledger.read(typed, places, monthOf(londonDate(now)))
    if ('problems' in read) return render(work, ledger, row, { typed, problems: read.problems })
    const asked = { id: row.id, version: numberIn(request.body, 'version'), values: read.values }
    try {
      const isDone = await changeKeyed(db, ledger.kind, asked, { personId: person.personId, now })
      if (!isDone) return await render(work, ledger, row, undefined, true)
    } catch (error) {
      if (!refusedBy(error, 'offline_volumes_once') && !refusedBy(error, 'costs_once')) throw error
      return render(work, ledger, row, { typed, problems: [{ field: 'channel', problem: 'exists' }] })
    }
    response.redirect(303, `${addressOf(ledger)}?saved=changed`)
  })

/** POST: deletes it; the list still shows what it was. */
export const removeRow = (ledger: Ledger): Handler =>
  withRow(ledger, async (work, row) => {
    const { request, response, db, person, now } = work
    const asked = { id: row.id, version: numberIn(request.body, 'version') }
    const isDone = await removeKeyed(db, ledger.kind, asked, { personId: person.personId, now })
    if (isDone) response.redirect(303, `${addressOf(ledger)}?saved=removed`)
    else await render(work, ledger, row, undefined, true)
  })
