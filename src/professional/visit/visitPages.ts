/** Knows the pages below `/professional/visits/<reference>`. */
import { Router } from 'express'
import { officialChange } from '../../booking/change/changeKinds.ts'
import { startChange } from '../../booking/change/startChange.ts'
import { withdrawPages } from '../../booking/change/withdrawPages.ts'
import { calendarFile } from '../../booking/calendar/calendarFile.ts'
import { endPages } from '../../booking/visit/endPages.ts'
import { bookAgain } from '../book/bookAgain.ts'
import { inOfficialWords } from '../book/words.ts'
import type { ProfessionalMeans } from '../work.ts'
import { ownDoor, seenDoor } from './doors.ts'
import { visitPage } from './visitPage.ts'

/** Sharing gives reading alone: what is done with a visit, its own professional does. */
export function visitPages(options: ProfessionalMeans): Router {
  const { db } = options
  const router = Router()
  router.use(inOfficialWords)
  const seen = { ...options, door: seenDoor(db) }
  const own = { ...options, door: ownDoor(db) }
  router.get('/:secret', visitPage(seen))
  calendarFile(router, seen)
  endPages(router, own)
  startChange(router, own, officialChange)
  withdrawPages(router, own)
  bookAgain(router, own)
  return router
}
