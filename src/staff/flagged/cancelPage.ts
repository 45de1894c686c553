/** Knows the page on which chosen visits are cancelled: who they are, and the form. */
import { cancellationReasons } from '../../domain/visit.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { listChosenVisits } from '../../store/chosenVisits.ts'
import { listFlagged } from '../../store/flagged.ts'
import type { FlaggedVisit } from '../../store/flagged.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import { formView } from '../../journey/formView.ts'
import { cancellation } from '../visit/cancellationForm.ts'
import { longest } from '../visit/decisionForm.ts'
import type { Handler, Work } from '../../web/work.ts'
import { referencesIn, writeChosen } from './chosen.ts'
import { flaggedRow } from './flaggedView.ts'

const { text } = translator('en')

export const showCancelPage: Handler = async (work) => {
  const { request, response, db, person } = work
  const references = referencesIn(request.query)
  const own = await listChosenVisits(db, references, person.prisons)
  if (own.length < references.length) return errorPage(response, 'notFound')
  const visits = await findFlagged(work, references)
  if (visits.length === 0) return response.redirect(303, '/staff/flagged')
  renderCancelPage(work, { visits, settled: references.length - visits.length })
}

/** Those of the visits that are still to be sorted out. */
export async function findFlagged({ db, person, now }: Work, references: string[]): Promise<FlaggedVisit[]> {
  const filter = { prisons: person.prisons, place: null, why: null, references, page: 1, now }
  return (await listFlagged(db, filter)).rows
}

interface Shown {
  visits: readonly FlaggedVisit[]
  /** How many more were chosen that are not to be sorted out any more. */
  settled: number
  typed?: Typed
  problems?: Problem[]
  status?: number
}

/** The page, with what was typed and what is wrong with it. */
export function renderCancelPage({ response }: Work, shown: Shown): void {
  const { visits, settled, typed = {}, problems = [], status = 200 } = shown
  const booked = visits.filter((visit) => visit.status === 'booked').length
  const requests = visits.length - booked
  response.status(status).render('staff/flagged/cancel', {
    title: text(`staffFlagged.cancel.${booked > 0 ? 'title' : 'titleReject'}`),
    section: 'flagged',
    rows: visits.map((visit) => ({ ...flaggedRow(visit), chosen: printed(writeChosen(visit)) })),
    settled: settled > 0 ? printed(text('staffFlagged.cancel.settled', { count: settled })) : undefined,
    requests: requests > 0 ? text('staffFlagged.cancel.requests', { count: requests }) : undefined,
    asksReasons: booked > 0,
    reasons: cancellationReasons.map((value) => ({
      value,
      text: text(`staff.cancel.reason.${value}`),
    })),
    button: printed(
      text(`staffFlagged.cancel.${booked > 0 ? 'button' : 'buttonReject'}`, { count: visits.length }),
    ),
    longest,
    ...formView(cancellation, 'staffFlagged.cancel', { typed, problems }),
  })
}
