/** Knows the pages below `/professional/visits/<reference>`. */
import { Router } from 'express'
import { calendarFile } from '../../booking/calendar/calendarFile.ts'
import { endPages } from '../../booking/visit/endPages.ts'
import type { ProfessionalMeans } from '../work.ts'
import { ownDoor, seenDoor } from './doors.ts'
import { visitPage } from './visitPage.ts'

/** Sharing gives reading alone: what is done with a visit, its own professional does. */
export function visitPages(options: ProfessionalMeans): Router {
  const { db } = options
  const router = Router()
  const seen = { ...options, door: seenDoor(db) }
  const own = { ...options, door: ownDoor(db) }
  router.get('/:secret', visitPage(seen))
  calendarFile(router, seen)
  endPages(router, own)
  return router
}
