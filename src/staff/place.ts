/** Knows which of their prisons a member of staff is at work for: day, timetable and settings are of one place. */
import { listPlacesAt } from '../store/places.ts'
import type { Place } from '../store/places.ts'
import { printed } from '../views/printed.ts'
import { errorPage } from '../web/errors.ts'
import { returnAddress } from '../web/returnAddress.ts'
import type { Handler, Work } from '../web/work.ts'

declare module 'express-session' {
  interface SessionData {
    /** The slug of the place chosen in the header. */
    chosenPlace?: string
  }
}

/**
 * The place that a page is about: the one that its form was made for (hidden field `place`), else the one chosen in
 * the header, else the first. None for who works at no prison, or sends another's.
 */
function placeOf({ request }: Work, places: readonly Place[]): Place | undefined {
  const { place: sent } = (request.body ?? {}) as { place?: unknown }
  if (sent !== undefined) return places.find(({ slug }) => slug === sent)
  return places.find(({ slug }) => slug === request.session.chosenPlace) ?? places[0]
}

type PageOfPlace = (work: Work, place: Place) => Promise<void> | void

/** A page about one place; 404 for who has none. The header shows which, and lets choose another. */
export function atPlace(show: PageOfPlace): Handler {
  return async (work) => {
    const { request, response, db, person } = work
    const places = await listPlacesAt(db, person.prisons)
    const place = placeOf(work, places)
    if (!place) return errorPage(response, 'notFound')
    response.locals.place = printed({ slug: place.slug, name: place.name })
    response.locals.switcher = places.length > 1 && {
      items: places.map(({ slug, name }) => ({ value: slug, text: name, selected: slug === place.slug })),
      returnTo: printed(request.method === 'GET' ? request.originalUrl : '/staff'),
    }
    await show(work, place)
  }
}

/** POST /staff/place: keeps the choice of the header. */
export const choosePlace: Handler = async (work) => {
  const { request, response, db, person } = work
  const place = placeOf(work, await listPlacesAt(db, person.prisons))
  if (!place) return errorPage(response, 'notFound')
  request.session.chosenPlace = place.slug
  const { returnTo } = (request.body ?? {}) as { returnTo?: unknown }
  response.redirect(303, returnAddress('/staff', returnTo))
}
