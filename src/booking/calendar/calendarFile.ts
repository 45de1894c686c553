/** Knows the address of a visit's calendar file, `…/<secret>/calendar.ics`. */
import type { Router } from 'express'
import { isChange, listEvents } from '../../store/events.ts'
import { notFound } from '../../web/errors.ts'
import { translatorOf } from '../../web/language.ts'
import { withVisit } from '../visit/withVisit.ts'
import type { VisitMeans } from '../visit/withVisit.ts'
import { forCalendar } from './forCalendar.ts'
import { visitCalendar } from './visitCalendar.ts'

export interface CalendarMeans extends VisitMeans {
  /** How the public reaches the service. */
  publicUrl: string
}

/** Adds the file to the pages of a visit; 404 while there is no time to write down. */
export function calendarFile(router: Router, means: CalendarMeans): void {
  const { db, now, publicUrl } = means
  router.get(
    '/:secret/calendar.ics',
    withVisit(means, async (request, response, { visit }) => {
      const events = await listEvents(db, visit.id)
      const inCalendar = forCalendar(visit, events)
      if (!inCalendar) return notFound(request, response)
      const translator = translatorOf(response)
      const changedAt = events.find(isChange)?.at ?? visit.requestedAt
      const fileName = translator.text('visit.calendarFile.fileName')
      response
        .attachment(`${fileName}.ics`)
        .type('text/calendar; charset=utf-8')
        .send(visitCalendar(inCalendar, publicUrl, translator, { now: now(), changedAt }))
    }),
  )
}
