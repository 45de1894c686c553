/** Knows a professional's ways in to an official visit: reading it, also where it is shared, and doing something with it. */
import type { Request } from 'express'
import type { Door } from '../../booking/visit/withVisit.ts'
import { parseReference } from '../../domain/reference.ts'
import type { Database } from '../../store/database.ts'
import { findOfficialVisitSeen } from '../../store/ownersOfVisits.ts'
import { errorPage } from '../../web/errors.ts'

/** Whoever is signed in: their id in `people`. */
export function personOf({ session }: Request): string {
  if (!session.signedIn) throw new Error('Nobody is signed in')
  return session.signedIn.personId
}

/** The visit that a page `…/:secret…` names by its reference, where the reader may see it. */
export async function findSeen(db: Database, request: Request) {
  const reference = parseReference(String(request.params.secret))
  if (reference === undefined) return undefined
  return findOfficialVisitSeen(db, { personId: personOf(request), reference })
}

const doorFor = (find: Door['find']): Door => ({
  find,
  addressOf: (request) =>
    `/professional/visits/${parseReference(String(request.params.secret)) ?? String(request.params.secret)}`,
  actorOf: (request) => ({ kind: 'professional', personId: personOf(request) }),
  ownerOf: personOf,
  changesBelow: () => '/professional/change',
  // What is another's and what never was look alike.
  showEnded: (response) => errorPage(response, 'notFound'),
})

/** To read: own visits, and those of who shares their list. */
export const seenDoor = (db: Database): Door =>
  doorFor(async (request) => (await findSeen(db, request))?.visitId)

/** To do something: own visits alone. */
export const ownDoor = (db: Database): Door =>
  doorFor(async (request) => {
    const seen = await findSeen(db, request)
    return seen?.isOwn ? seen.visitId : undefined
  })
