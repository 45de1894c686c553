/** Knows what every page is given in an area where staff are signed in. */
import type { Request, Response, Router } from 'express'
import type { Database } from '../store/database.ts'
import type { RandomBytes } from '../store/links.ts'
import type { PlaceName } from '../store/places.ts'
import type { Limits } from './limits.ts'
import type { Permission } from './permissions.ts'
import type { SignedIn } from './signIn.ts'

export interface Work {
  request: Request
  response: Response
  person: SignedIn
  db: Database
  now: Date
  /** How the public reaches the service. */
  publicUrl: string
  limits: Limits
}

export type Handler = (work: Work) => Promise<void> | void

/** A page: no permission, no route. */
export type AreaRoute = readonly [
  method: 'get' | 'post',
  path: string,
  permission: Permission,
  handler: Handler,
]

/** What a journey in such an area is made with. */
export interface JourneyMeans {
  db: Database
  now: () => Date
  randomBytes: RandomBytes
  limits: Limits
  listPlaces: () => Promise<readonly PlaceName[]>
}

/** A whole journey below a path: no permission, no way in. */
export type AreaJourney = readonly [
  path: string,
  permission: Permission,
  pages: (means: JourneyMeans) => Router,
]
