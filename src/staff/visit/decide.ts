/** Knows what happens when a clerk sends a decision. */
import { decideVisit } from '../../actions/decideVisit.ts'
import { londonDate } from '../../domain/dates.ts'
import { unlessBusy } from '../../store/busy.ts'
import type { Visit } from '../../store/visits.ts'
import { errorPage } from '../../web/errors.ts'
import { busy, problemsOf } from './decisionErrors.ts'
import { readDecision } from './decisionForm.ts'
import type { FormProblem, Typed } from './decisionForm.ts'
import { numberIn } from '../../journey/formView.ts'
import { showMessage } from '../../web/messagePage.ts'
import { hasPermission } from '../../web/permissions.ts'
import { findOwnVisit, renderVisit } from './showVisit.ts'
import { showOutcome } from './tooLate.ts'
import type { Handler, Work } from '../../web/work.ts'

export const decide: Handler = async (work) => {
  const { request, db, person, now } = work
  const visit = await findOwnVisit(work)
  if (!visit) return errorPage(work.response, 'notFound')
  const typed = (request.body ?? {}) as Typed
  const version = numberIn(typed, 'version')
  if (visit.status !== 'requested') return tooLate(work, 'alreadyDecided')
  if (visit.version !== version) return tooLate(work, 'changed')
  const read = readDecision(typed, visit, londonDate(now))
  if ('problems' in read) return showAgain(work, visit, typed, read.problems, 422)
  const verifies = typed.verifies === 'yes' && hasPermission(person.roles, 'verify-professionals')
  const asked = { visitId: visit.id, version, personId: person.personId, form: read.form, verifies }
  const outcome = await unlessBusy(decideVisit(db, asked, now))
  if (outcome === 'busy') return showAgain(work, visit, typed, [busy], 503)
  if ('decided' in outcome) return work.response.redirect(303, `/staff/visits/${visit.reference}?decided=1`)
  if (Array.isArray(outcome.refused)) {
    return showAgain(work, visit, typed, problemsOf(outcome.refused), 422)
  }
  return tooLate(work, outcome.refused)
}

/** The form with everything that was typed, and why it was not taken. */
async function showAgain(
  work: Work,
  visit: Visit,
  typed: Typed,
  problems: FormProblem[],
  status: 422 | 503,
): Promise<void> {
  work.response.status(status)
  await renderVisit(work, visit, { decision: { typed, problems } })
}

/** The request is not any more what the clerk's page showed (specification §3). */
async function tooLate(work: Work, why: 'alreadyDecided' | 'changed'): Promise<void> {
  const visit = await findOwnVisit(work)
  if (!visit) return errorPage(work.response, 'notFound')
  if (why === 'alreadyDecided') return showOutcome(work, visit, 'alreadyDecided')
  work.response.status(409)
  showMessage(work.response, 'changed', `/staff/visits/${visit.reference}`)
}
