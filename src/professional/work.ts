/** Knows what every page of the professionals' area is given. */
import type { Request, Response, Router } from 'express'
import type { Database } from '../store/database.ts'
import type { RandomBytes } from '../store/links.ts'
import type { Professional } from '../store/professionals.ts'
import type { Limits } from '../web/limits.ts'
import type { JourneyMeans } from '../web/work.ts'

/** Who has signed in, perhaps without a profile yet. */
export interface NewcomersWork {
  request: Request
  response: Response
  /** Their id in `people`. */
  personId: string
  /** As the identity provider has proven it. */
  email: string
  professional: Professional | undefined
  db: Database
  now: Date
  limits: Limits
  randomBytes: RandomBytes
  /** How the public reaches the service. */
  publicUrl: string
}

export interface ProfessionalWork extends NewcomersWork {
  professional: Professional
}

export type ProfessionalRoute<Given extends NewcomersWork = ProfessionalWork> = readonly [
  method: 'get' | 'post',
  path: string,
  handler: (work: Given) => Promise<void> | void,
]

/** A whole journey below a path; who comes there has a profile, see `professionalOf`. */
export type ProfessionalJourney = readonly [path: string, pages: (means: ProfessionalMeans) => Router]

export interface ProfessionalMeans extends JourneyMeans {
  publicUrl: string
}

const loaded = new WeakMap<Response, Professional>()

/** Keeps whose page is being made. */
export const keepProfessional = (response: Response, professional: Professional) =>
  loaded.set(response, professional)

/** Whose page is being made; nobody's before there is a profile. */
export const findProfessional = (response: Response): Professional | undefined => loaded.get(response)

/** Whose page is being made, for routers below the area's guards. */
export function professionalOf(response: Response): Professional {
  const professional = findProfessional(response)
  if (!professional) throw new Error('Nobody with a profile is signed in')
  return professional
}
