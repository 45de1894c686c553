/** Knows the end of a call: what came of it, and how satisfied the caller is. */
import { callOutcomes, outcomeOf } from '../../domain/calls.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { formView, sentIn } from '../../journey/formView.ts'
import { findDoneInCall, ownCall } from '../../store/callLookups.ts'
import { endCall } from '../../store/calls.ts'
import type { Call } from '../../store/calls.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import type { Handler, Work } from '../../web/work.ts'
import { endForm, readEnd, scoreNames } from './callForms.ts'
import { callAddress, callOf, inCall } from './openCall.ts'

const { text } = translator('en')

const choices = {
  outcomes: callOutcomes.map((value) => ({ value, text: text(`phone.outcomes.${value}`) })),
  scores: scoreNames.map((value) => ({ value, text: text(`phone.scores.${value}`) })),
}

function render({ response }: Pick<Work, 'response'>, call: Call, typed: Typed, problems?: Problem[]): void {
  response.status(problems ? 422 : 200).render('phone/calls/end', {
    section: 'calls',
    ...formView(endForm, 'phone.end', { typed, problems }),
    ...choices,
    back: printed(callAddress(call)),
    address: printed(`${callAddress(call)}/end`),
  })
}

/** GET /phone/calls/:call/end; what was done last in the call is chosen as its outcome. */
export const showEnd = inCall(async (work, call) => {
  const { outcome: told } = work.request.query
  const known = callOutcomes.find((outcome) => outcome === told)
  const done = known ? undefined : await findDoneInCall(work.db, ownCall(call))
  const outcome = known ?? (done && outcomeOf(done.what))
  render(work, call, outcome ? { outcome } : {})
})

/** POST /phone/calls/:call/end; pressed twice, it has ended once. */
export const end: Handler = async (work) => {
  const call = await callOf(work)
  if (call?.endedAt) work.response.redirect(303, '/phone')
  else await endOpen(work)
}

const endOpen = inCall(async (work, call) => {
  const { request, response, db, now } = work
  const typed = sentIn(endForm, request.body)
  const read = readEnd(typed, call)
  if ('problems' in read) return render(work, call, typed, read.problems)
  await endCall(db, call, { ...read.value, now })
  response.redirect(303, '/phone')
})
