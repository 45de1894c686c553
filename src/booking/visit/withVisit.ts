/** Knows how the pages of a visit are reached: by the secret in their address, or as an area of staff has it. */
import type { Request, RequestHandler, Response } from 'express'
import { londonDate } from '../../domain/dates.ts'
import type { Database } from '../../store/database.ts'
import { theVisitor } from '../../store/events.ts'
import type { OwnActor } from '../../store/events.ts'
import { findLinkedVisit } from '../../store/links.ts'
import { readVisit } from '../../store/visits.ts'
import type { Visit } from '../../store/visits.ts'
import { ownerOf } from '../../web/session.ts'

/** The way in that an area has to the pages of a visit. */
export interface Door {
  /** The visit that the address leads to, for who asks. */
  find: (request: Request) => Promise<number | undefined>
  addressOf: (request: Request) => string
  actorOf: (request: Request) => OwnActor
  /** Whose the drafts of changes are. */
  ownerOf: (request: Request) => string
  /** Where those drafts have their pages. */
  changesBelow: (request: Request) => string
  /** Answers where there is no way in; what never was and what has ended look alike. */
  showEnded: (response: Response) => void
}

export interface VisitMeans {
  db: Database
  now: () => Date
  /** The private links' unless told; what is `:secret` in a path is then the area's own. */
  door?: Door
}

/** A visit, and who came to it. */
export interface Own {
  visit: Visit
  secret: string
  /** Of the visit's page; its other pages are below. */
  address: string
  actor: OwnActor
}

type Handler = (request: Request, response: Response, own: Own) => Promise<void> | void

const secretOf = (request: Request): string => String(request.params.secret)

/** The door of who has a private link. */
export const linkDoor = ({ db, now }: Pick<VisitMeans, 'db' | 'now'>): Door => ({
  find: (request) => findLinkedVisit(db, secretOf(request), londonDate(now())),
  addressOf: (request) => `/visits/${secretOf(request)}`,
  actorOf: () => theVisitor,
  ownerOf: (request) => ownerOf(request, now()),
  changesBelow: () => '/change',
  showEnded,
})

/** Wraps the handler of a page `/:secret…`. Links that have ended and secrets that never were look alike. */
export function withVisit(means: VisitMeans, handler: Handler): RequestHandler {
  const { db, door = linkDoor(means) } = means
  return async (request, response) => {
    const visitId = await door.find(request)
    const visit = visitId === undefined ? undefined : await readVisit(db, visitId)
    if (!visit) return door.showEnded(response)
    const address = door.addressOf(request)
    await handler(request, response, {
      visit,
      secret: secretOf(request),
      address,
      actor: door.actorOf(request),
    })
  }
}

/** The page of a link that has ended. */
export function showEnded(response: Response): void {
  response.status(404).render('visits/ended')
}
