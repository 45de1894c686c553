/** Knows the page on which an agent goes on with what a caller typed online, named by the code that its pages show. */
import { randomUUID } from 'node:crypto'
import { copyDraft } from '../../actions/copyDraft.ts'
import { phoneJourney } from '../../booking/pages/journeys.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { ownCall } from '../../store/callLookups.ts'
import { errorPage } from '../../web/errors.ts'
import { callAddress, draftOwner, inCall } from '../calls/openCall.ts'
import { codeForm } from './findForm.ts'
import { isOver, showForm } from './findPage.ts'

const page = { view: 'resume', form: codeForm, prefix: 'phoneFind.resume' }

/** GET /phone/calls/:call/resume */
export const showResume = inCall(async (work, call) => {
  if (!(await isOver(work, call))) showForm(work, call, page)
})

/** POST /phone/calls/:call/resume. Failures count with those of looking for visits. */
export const resume = inCall(async (work, call) => {
  const { request, response, db, now } = work
  const typed = typedIn(request.body, codeForm.controls)
  const parsed = codeForm.parse(typed)
  if ('problems' in parsed) return showForm(work, call, page, { typed, ...parsed })
  const to = { id: randomUUID(), owner: draftOwner(call), journey: phoneJourney.name }
  const outcome = await copyDraft(db, ownCall(call), { ...parsed.value, to }, now)
  // Complete or not: who has not come as far is led to where the answers end.
  if ('done' in outcome) return response.redirect(303, `${callAddress(call)}/book/${to.id}/check-answers`)
  if (outcome.refused === 'noCall') return errorPage(response, 'notFound')
  if (outcome.refused === 'ended') return response.redirect(303, `${callAddress(call)}/resume`)
  const problem = { field: 'code', problem: 'wrong', values: { count: outcome.left } }
  showForm(work, call, page, { typed, problems: [problem] })
})
