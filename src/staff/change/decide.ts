/** Knows what happens when a clerk sends a decision on a change. */
import { decideChange } from '../../actions/decideChange.ts'
import { londonDate } from '../../domain/dates.ts'
import { unlessBusy } from '../../store/busy.ts'
import { findOpenChange } from '../../store/changes.ts'
import type { Visit } from '../../store/visits.ts'
import { errorPage } from '../../web/errors.ts'
import { numberIn } from '../../journey/formView.ts'
import { showMessage } from '../../web/messagePage.ts'
import type { FormProblem, Typed } from '../visit/decisionForm.ts'
import { busy } from '../visit/decisionErrors.ts'
import { findOwnVisit, renderVisit } from '../visit/showVisit.ts'
import { showOutcome } from '../visit/tooLate.ts'
import type { Handler, Work } from '../../web/work.ts'
import { changeProblems, readChangeDecision } from './changeForm.ts'

/** POST /staff/visits/:reference/change-decision */
export const decidesChange: Handler = async (work) => {
  const { request, response, db, person, now } = work
  const visit = await findOwnVisit(work)
  if (!visit) return errorPage(response, 'notFound')
  const typed = (request.body ?? {}) as Typed
  const asked = {
    visitId: visit.id,
    version: numberIn(typed, 'version'),
    changeId: numberIn(typed, 'change'),
    personId: person.personId,
  }
  const change = await findOpenChange(db, visit.id)
  if (!change) return tooLate(work, visit, 'gone')
  if (change.id !== asked.changeId || visit.version !== asked.version) return tooLate(work, visit, 'changed')
  const about = { partySize: change.party.length, visitType: visit.visitType }
  const read = readChangeDecision(typed, about, londonDate(now))
  if ('problems' in read) return showAgain(work, visit, { typed, problems: read.problems }, 422)
  const outcome = await unlessBusy(decideChange(db, { ...asked, form: read.form }, now))
  if (outcome === 'busy') return showAgain(work, visit, { typed, problems: [busy] }, 503)
  if ('done' in outcome) return response.redirect(303, `/staff/visits/${visit.reference}?done=change`)
  if (!Array.isArray(outcome.refused)) return tooLate(work, visit, outcome.refused)
  await showAgain(work, visit, { typed, problems: changeProblems(outcome.refused) }, 422)
}

/** The form with everything that was typed, and why it was not taken. */
async function showAgain(
  work: Work,
  visit: Visit,
  change: { typed: Typed; problems: FormProblem[] },
  status: 422 | 503,
): Promise<void> {
  work.response.status(status)
  await renderVisit(work, visit, { change })
}

/** The change is not any more what the clerk's page showed: another waits, or none does. */
async function tooLate(work: Work, visit: Visit, why: 'gone' | 'changed'): Promise<void> {
  if (why === 'changed') {
    work.response.status(409)
    return showMessage(work.response, 'changed', `/staff/visits/${visit.reference}`)
  }
  const asItIs = await findOwnVisit(work)
  await showOutcome(work, asItIs ?? visit, 'changeGone')
}
