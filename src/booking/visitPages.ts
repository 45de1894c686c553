/** Knows the pages on which a visitor finds and follows a visit, and does with it what may be done. */
import { Router } from 'express'
import { findOpenChange } from '../store/changes.ts'
import { listEvents } from '../store/events.ts'
import type { RandomBytes } from '../store/links.ts'
import { printed } from '../views/printed.ts'
import { translatorOf } from '../web/language.ts'
import type { Limits } from '../web/limits.ts'
import { noReferrer } from '../web/security.ts'
import { calendarFile } from './calendar/calendarFile.ts'
import type { CalendarMeans } from './calendar/calendarFile.ts'
import { waitingChange } from './change/changeRows.ts'
import { startChange } from './change/startChange.ts'
import { withdrawPages } from './change/withdrawPages.ts'
import { presentVisit } from './visit/presentVisit.ts'
import { bookAgain } from './visit/bookAgain.ts'
import { contactPages } from './visit/contactPages.ts'
import { endPages } from './visit/endPages.ts'
import { findPages } from './visit/findPages.ts'
import { ownLinks } from './visit/ownLinks.ts'
import { supportPages } from './visit/supportPages.ts'
import { withVisit } from './visit/withVisit.ts'

interface Options extends CalendarMeans {
  randomBytes: RandomBytes
  limits: Limits
}

/** What the visitor may just have changed, as the address says; the words are at `visit.changed.<name>`. */
const changes = ['contact', 'email', 'support', 'change', 'withdrawn']

/** `/visits` by reference and date of birth; `/visits/<secret>` by private link, and what is below it. */
export function visitPages(options: Options): Router {
  const { db, now } = options
  const router = Router()
  router.use(noReferrer)
  findPages(router, options)
  router.get(
    '/:secret',
    withVisit(options, async (request, response, { visit, address }) => {
      const events = await listEvents(db, visit.id)
      const change = visit.status === 'booked' ? await findOpenChange(db, visit.id) : undefined
      const { changed } = request.query
      response.render('visits/visit', {
        ...presentVisit(visit, events, translatorOf(response), now()),
        ...ownLinks(visit, address, now()),
        waiting: change && printed(waitingChange(change, visit, translatorOf(response))),
        changed: changes.find((name) => name === changed),
      })
    }),
  )
  calendarFile(router, options)
  endPages(router, options)
  contactPages(router, options)
  supportPages(router, options)
  bookAgain(router, options)
  startChange(router, options)
  withdrawPages(router, options)
  return router
}
