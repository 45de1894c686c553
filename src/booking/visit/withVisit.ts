/** Knows how the pages of a visit are reached: by the secret in their address, and not at all when it leads nowhere. */
import type { Request, RequestHandler, Response } from 'express'
import { londonDate } from '../../domain/dates.ts'
import type { Database } from '../../store/database.ts'
import { findLinkedVisit } from '../../store/links.ts'
import { readVisit } from '../../store/visits.ts'
import type { Visit } from '../../store/visits.ts'

export interface VisitMeans {
  db: Database
  now: () => Date
}

/** A visit, and the link by which its visitor came. */
export interface Own {
  visit: Visit
  secret: string
  /** Of the visit's page; its other pages are below. */
  address: string
}

type Handler = (request: Request, response: Response, own: Own) => Promise<void> | void

/** The visit that a secret leads to, for who asks. */
type Find = (db: Database, secret: string, now: Date, request: Request) => Promise<number | undefined>

const findLive: Find = (db, secret, now) => findLinkedVisit(db, secret, londonDate(now))

/** Wraps the handler of a page `/:secret…`. Links that have ended and secrets that never were look alike. */
export function withVisit({ db, now }: VisitMeans, handler: Handler, find = findLive): RequestHandler {
  return async (request, response) => {
    const secret = String(request.params.secret)
    const visitId = await find(db, secret, now(), request)
    const visit = visitId === undefined ? undefined : await readVisit(db, visitId)
    if (!visit) return showEnded(response)
    await handler(request, response, { visit, secret, address: `/visits/${secret}` })
  }
}

/** The page of a link that has ended. */
export function showEnded(response: Response): void {
  response.status(404).render('visits/ended')
}
