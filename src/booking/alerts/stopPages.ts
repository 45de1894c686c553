/** Knows the pages behind the links in messages of alerts: what the alert is for, and its end. */
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { placeName } from '../../domain/placeName.ts'
import { findLinkedAlertId } from '../../store/alertLinks.ts'
import { endAlert, readAlert } from '../../store/alerts.ts'
import type { Database } from '../../store/database.ts'
import { findPlace } from '../../store/places.ts'
import { printed } from '../../views/printed.ts'
import { csrfProtection, csrfToken } from '../../web/csrf.ts'
import { notFound } from '../../web/errors.ts'
import { translatorOf } from '../../web/language.ts'
import { noReferrer, noStore } from '../../web/security.ts'

interface Options {
  db: Database
  now: () => Date
  sessions: RequestHandler[]
}

/** `/alerts/<secret>`, and the address to which a mail program posts when its own button is pressed (RFC 8058). */
export function stopPages({ db, now, sessions }: Options): Router {
  const router = Router()
  router.use(noStore, noReferrer)

  const withAlert =
    (handler: (alertId: string, response: Response, request: Request) => Promise<void>): RequestHandler =>
    async (request, response) => {
      const alertId = await findLinkedAlertId(db, String(request.params.secret))
      if (alertId === undefined) return notFound(request, response)
      await handler(alertId, response, request)
    }

  // A mail program has neither session nor token, and follows no redirect.
  router.post(
    '/:secret/unsubscribe',
    withAlert(async (alertId, response) => {
      await endAlert(db, alertId, now())
      response.sendStatus(200)
    }),
  )

  router.use(...sessions, csrfToken, csrfProtection)

  router.get(
    '/:secret',
    withAlert(async (alertId, response, request) => {
      const alert = await readAlert(db, alertId)
      const place = alert && (await findPlace(db, alert.placeId))
      if (!place) return notFound(request, response)
      const { language, date } = translatorOf(response)
      const told = {
        place: placeName(place, language),
        from: date(alert.firstDate),
        to: date(alert.lastDate),
      }
      response.render(alert.endedAt ? 'alerts/ended' : 'alerts/alert', printed(told))
    }),
  )

  router.post(
    '/:secret',
    withAlert(async (alertId, response, request) => {
      await endAlert(db, alertId, now())
      response.redirect(303, request.originalUrl)
    }),
  )

  return router
}
