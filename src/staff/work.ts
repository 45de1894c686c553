/** Knows what every page of the staff area is given. */
import type { Request, Response } from 'express'
import type { Database } from '../store/database.ts'
import type { Permission } from '../web/permissions.ts'
import type { SignedIn } from '../web/signIn.ts'

export interface Work {
  request: Request
  response: Response
  person: SignedIn
  db: Database
  now: Date
}

export type Handler = (work: Work) => Promise<void>

/** A page: no permission, no route. */
export type StaffRoute = readonly [
  method: 'get' | 'post',
  path: string,
  permission: Permission,
  handler: Handler,
]
