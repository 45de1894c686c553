/** Knows how the journey of a call is reached: its pages are below the call's own, in the agent's words. */
import type { Request, RequestHandler } from 'express'
import type { Call } from '../../store/calls.ts'
import type { Database } from '../../store/database.ts'
import { reworded } from '../../text/translate.ts'
import { errorPage } from '../../web/errors.ts'
import { speakBy } from '../../web/language.ts'
import { callOf, showCallBar, showEnded } from '../calls/openCall.ts'

const words = reworded('en', 'book', ['phoneBook.steps', 'staffDesk.steps'])

const calls = new WeakMap<Request, Call>()

/** The call that a page of its journey belongs to. */
export function callOfJourney(request: Request): Call {
  const call = calls.get(request)
  if (!call) throw new Error('The page belongs to no call')
  return call
}

/** Lets the agent's own call through while it goes on, and says who speaks. */
export const inCallsJourney =
  (db: Database, now: () => Date): RequestHandler =>
  async (request, response, next) => {
    const { signedIn: person } = request.session
    const call = person && (await callOf({ request, person, db }))
    if (!call) return errorPage(response, 'notFound')
    if (call.endedAt) return showEnded(response)
    calls.set(request, call)
    showCallBar(response, call, now())
    speakBy(response, words)
    response.locals.layout = 'phone/book/layout.njk'
    response.locals.section = 'calls'
    next()
  }
