/** Knows how the pages of a call are reached: by the agent whose call it is, while it goes on. */
import type { Response } from 'express'
import { z } from 'zod'
import { handledSeconds } from '../../domain/calls.ts'
import { londonTime } from '../../domain/dates.ts'
import { readCall } from '../../store/calls.ts'
import type { Call } from '../../store/calls.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import type { Handler, Work } from '../../web/work.ts'

/** Of the call's page; all that belongs to it is below. */
export const callAddress = ({ id }: Pick<Call, 'id'>): string => `/phone/calls/${id}`

/** Whose the drafts of a call's bookings are: the call's, so that two calls in two tabs never mix. */
export const draftOwner = ({ id }: Pick<Call, 'id'>): string => `call:${id}`

/** The agent's own call that an address names, whether it has ended or not. */
export async function callOf({
  request,
  person,
  db,
}: Pick<Work, 'request' | 'person' | 'db'>): Promise<Call | undefined> {
  const id = z.uuid().safeParse(request.params.call).data
  return id === undefined ? undefined : readCall(db, { id, agentId: person.personId })
}

/** What every page of a call shows of it: `views/phone/calls/bar.njk`. */
export function showCallBar(response: Response, call: Call, now: Date): void {
  const seconds = handledSeconds(call, now)
  response.locals.call = {
    ...printed({
      address: callAddress(call),
      began: londonTime(call.startedAt),
      minutes: Math.floor(seconds / 60),
      seconds: String(seconds),
    }),
    isPaused: call.pausedAt !== null,
  }
}

/** Says that a call has ended: nothing belongs to it any more (409). */
export function showEnded(response: Response): void {
  const { text } = translator('en')
  response.status(409).render('phone/message', {
    section: 'calls',
    title: text('phone.ended.title'),
    text: text('phone.ended.text'),
  })
}

/** Wraps the handler of a page `/calls/:call/…`: others' calls are not found, and those that have ended refuse. */
export const inCall =
  (handle: (work: Work, call: Call) => Promise<void> | void): Handler =>
  async (work) => {
    const call = await callOf(work)
    if (!call) return errorPage(work.response, 'notFound')
    if (call.endedAt) return showEnded(work.response)
    showCallBar(work.response, call, work.now)
    await handle(work, call)
  }
