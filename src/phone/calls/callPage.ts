/** Knows the page of a call that goes on: what it is about, what can be done in it, and its pauses. */
import { phoneJourney } from '../../booking/pages/journeys.ts'
import { findNewestDraft } from '../../store/drafts.ts'
import { pauseCall, readReferenceOfCall, resumeCall } from '../../store/calls.ts'
import { printed } from '../../views/printed.ts'
import type { Work } from '../../web/work.ts'
import { callAddress, draftOwner, inCall } from './openCall.ts'

/** GET /phone/calls/:call */
export const showCall = inCall(async ({ response, db, now }, call) => {
  const draft = await findNewestDraft(db, { owner: draftOwner(call), journey: phoneJourney.name, now })
  response.render('phone/calls/call', {
    section: 'calls',
    channel: call.channel,
    manner: call.manner,
    reason: call.reason,
    address: printed(callAddress(call)),
    hasDraft: draft !== undefined,
    reference: printed((await readReferenceOfCall(db, call.id)) ?? ''),
  })
})

const leadBack = ({ response }: Pick<Work, 'response'>, call: { id: string }) =>
  response.redirect(303, callAddress(call))

/** POST /phone/calls/:call/pause */
export const pause = inCall(async (work, call) => {
  await pauseCall(work.db, call, work.now)
  leadBack(work, call)
})

/** POST /phone/calls/:call/pause/end */
export const endPause = inCall(async (work, call) => {
  await resumeCall(work.db, call, work.now)
  leadBack(work, call)
})
