/** Knows the agent's way in to a visit: the caller was identified, in a call of theirs that goes on. */
import type { Request, RequestHandler } from 'express'
import { z } from 'zod'
import type { Door } from '../../booking/visit/withVisit.ts'
import { parseReference } from '../../domain/reference.ts'
import { listFoundVisits } from '../../store/callLookups.ts'
import type { FoundVisit } from '../../store/callLookups.ts'
import type { Database } from '../../store/database.ts'
import { errorPage } from '../../web/errors.ts'
import { callOf, showCallBar, showEnded } from '../calls/openCall.ts'

/** The agent's id in `people`. */
export function agentOf({ session }: Request): string {
  if (!session.signedIn) throw new Error('Nobody is signed in')
  return session.signedIn.personId
}

/** Lets only through who names an own call that goes on, as `:call`. */
export function onlyInCall(db: Database, now: () => Date): RequestHandler {
  return async (request, response, next) => {
    const { signedIn: person } = request.session
    const call = person && (await callOf({ request, person, db }))
    if (!call) return errorPage(response, 'notFound')
    if (call.endedAt) return showEnded(response)
    showCallBar(response, call, now())
    next()
  }
}

/** The visits found in the call that the address names; none in another's, nor in one that has ended. */
export async function foundIn(db: Database, request: Request): Promise<FoundVisit[]> {
  const callId = z.uuid().safeParse(request.params.call).data
  return callId === undefined ? [] : listFoundVisits(db, { callId, agentId: agentOf(request) })
}

export const callAddressOf = ({ params }: Request): string => `/phone/calls/${String(params.call)}`

/** For the pages below `/phone/calls/:call/visits/:secret`, where `:secret` is the visit's reference. */
export const callDoor = (db: Database): Door => ({
  async find(request) {
    const reference = parseReference(String(request.params.secret))
    const found = await foundIn(db, request)
    return found.find((visit) => visit.reference === reference)?.visitId
  },
  addressOf: (request) => `${callAddressOf(request)}/visits/${String(request.params.secret)}`,
  actorOf: (request) => ({ kind: 'staff', personId: agentOf(request) }),
  ownerOf: agentOf,
  changesBelow: (request) => `${callAddressOf(request)}/change`,
  showEnded: (response) => errorPage(response, 'notFound'),
})
