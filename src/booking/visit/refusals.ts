/** Knows the pages that say why a visitor cannot do something with their visit now, and what they can do instead. */
import type { Response } from 'express'
import { placeName } from '../../domain/placeName.ts'
import type { Visit } from '../../store/visits.ts'
import { printed } from '../../views/printed.ts'
import { translatorOf } from '../../web/language.ts'
import type { Own } from './withVisit.ts'

/**
 * What a visitor may come too late for, or that the prison takes no bookings for a change; the title is at
 * `visit.tooLate.titles.<name>`.
 */
export type TooLateFor = 'withdraw' | 'cancel' | 'contact' | 'support' | 'change' | 'notBookable'

/** It cannot be done here now: whom to call. */
export function showTooLate(
  response: Response,
  { visit, address }: Pick<Own, 'visit' | 'address'>,
  what: TooLateFor,
): void {
  const { place } = visit
  response.render('visits/too-late', {
    what,
    place: printed({
      name: placeName(place, translatorOf(response).language),
      phone: place.phone,
      email: place.email,
    }),
    back: printed(address),
  })
}

/** It is not any more as the visitor's page showed it, and nothing was done. */
export function showChanged(response: Response, { address }: Pick<Own, 'address'>): void {
  response.status(409).render('visits/has-changed', { back: printed(address) })
}

/** In these statuses the hour alone can stand against it. */
const statuses: Record<TooLateFor, readonly Visit['status'][]> = {
  withdraw: ['requested'],
  cancel: ['booked'],
  contact: ['requested', 'booked'],
  support: ['requested', 'booked'],
  change: ['requested', 'booked'],
  notBookable: ['requested', 'booked'],
}

/** Answers for what cannot be done: too late for it, or else the visit's page says what became of the visit. */
export function refuseOwn(response: Response, own: Own, what: TooLateFor): void {
  if (statuses[what].includes(own.visit.status)) showTooLate(response, own, what)
  else response.redirect(303, own.address)
}
