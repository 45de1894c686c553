/** Knows the feed that calendars read by its secret, without anybody signed in: times, prisons and references. */
import { Router } from 'express'
import { addEvent, newCalendar } from '../../booking/calendar/calendarEvent.ts'
import type { Database } from '../../store/database.ts'
import { findFeed, listFeedVisits } from '../../store/feeds.ts'
import type { FeedVisit } from '../../store/feeds.ts'
import { translator as translatorFor } from '../../text/translate.ts'
import type { Translator } from '../../text/translate.ts'
import { notFound, tooManyRequests } from '../../web/errors.ts'
import type { Limits } from '../../web/limits.ts'
import { noReferrer, noStore } from '../../web/security.ts'

interface FeedMeans {
  db: Database
  now: () => Date
  limits: Limits
  publicUrl: string
}

/** Milliseconds that a visit stays in the feed afterwards. */
const kept = 90 * 24 * 3_600_000

/** No name and no number of a prisoner: calendars are shared. */
function feedOf(
  visits: readonly FeedVisit[],
  translator: Translator,
  { now, publicUrl }: { now: Date; publicUrl: string },
): string {
  const { host } = new URL(publicUrl)
  const { text } = translator
  const calendar = newCalendar(host, translator).name(text('professionalFeed.file.name'))
  for (const { reference, version, status, startsAt, endsAt, place } of visits) {
    const description = [
      text('messages.reference', { reference }),
      text('visit.calendarFile.signIn', { address: `${publicUrl}/professional/visits/${reference}` }),
    ].join('\n')
    const summary = text(`professionalFeed.file.${status}`)
    const slot = { startsAt, endsAt }
    addEvent(
      calendar,
      { reference, version, state: status, slot, place, summary, description },
      { host, now, translator },
    )
  }
  return calendar.toString()
}

/** GET `/:secret.ics`; what never was and what has ended look alike. Mount it ahead of the area's session. */
export function feedFile({ db, now, limits, publicUrl }: FeedMeans): Router {
  const router = Router()
  router.get('/:secret.ics', noStore, noReferrer, async (request, response) => {
    const secret = String(request.params.secret)
    const address = request.ip ?? ''
    const wait =
      (await limits.count('wrongFeedsPerAddress', address)) ?? (await limits.count('readsPerFeed', secret))
    if (wait !== undefined) return tooManyRequests(response, wait)
    const feed = await findFeed(db, secret)
    if (!feed) return notFound(request, response)
    await limits.forget('wrongFeedsPerAddress', address)
    const since = new Date(now().getTime() - kept)
    const visits = await listFeedVisits(db, { personId: feed.personId, since })
    const file = feedOf(visits, translatorFor(feed.language), { now: now(), publicUrl })
    response.type('text/calendar; charset=utf-8').send(file)
  })
  return router
}
