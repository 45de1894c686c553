/** Knows the page of a visit whose main visitor is on the phone: what their own page shows, and what can be done. */
import type { RequestHandler, Response, Router } from 'express'
import { findMessageToRepeat } from '../../actions/sendLastAgain.ts'
import { waitingChange } from '../../booking/change/changeRows.ts'
import { ownLinks } from '../../booking/visit/ownLinks.ts'
import { presentVisit } from '../../booking/visit/presentVisit.ts'
import { withVisit } from '../../booking/visit/withVisit.ts'
import type { Own, VisitMeans } from '../../booking/visit/withVisit.ts'
import { fullName } from '../../domain/names.ts'
import { findOpenChange } from '../../store/changes.ts'
import { listEvents } from '../../store/events.ts'
import { insertView } from '../../store/views.ts'
import { readVisit } from '../../store/visits.ts'
import type { Visit } from '../../store/visits.ts'
import { printed } from '../../views/printed.ts'
import { translatorOf } from '../../web/language.ts'
import { agentOf, callAddressOf, foundIn } from './callDoor.ts'

/** What may just have been done, as the address says; the words are at `visit.changed.<name>`. */
const changes = ['contact', 'email', 'support', 'change', 'withdrawn', 'resent']

async function show(means: VisitMeans, response: Response, { visit, address }: Own): Promise<void> {
  const request = response.req
  const { db } = means
  const now = means.now()
  const translator = translatorOf(response)
  await insertView(db, { visitId: visit.id, personId: agentOf(request), now })
  const change = visit.status === 'booked' ? await findOpenChange(db, visit.id) : undefined
  const { actions } = ownLinks(visit, address, now)
  const last = await findMessageToRepeat(db, visit, now)
  const { changed } = request.query
  response.render('phone/find/visit', {
    ...presentVisit(visit, await listEvents(db, visit.id), translator, now),
    ...contactOf(visit),
    address: printed(address),
    back: printed(`${callAddressOf(request)}/visits`),
    mainVisitor: printed(visit.party.slice(0, 1).map(fullName)),
    // A new visit of the caller is the call's own booking.
    actions: actions.filter((name) => name !== 'book-again'),
    resend: 'refused' in last ? undefined : last.kind,
    waiting: change && printed(waitingChange(change, visit, translator)),
    changed: changes.find((name) => name === changed),
  })
}

const contactOf = ({ email, mobile, wantsTexts, postalAddress: post }: Visit) => ({
  post: printed(post ? [post.name, ...post.lines, post.postcode] : []),
  email: printed(email ?? ''),
  mobile: printed(mobile ?? ''),
  wantsTexts,
})

/** Adds `/:secret`, the visit's own page. */
export function visitPage(router: Router, means: VisitMeans): void {
  router.get(
    '/:secret',
    withVisit(means, (_request, response, own) => show(means, response, own)),
  )
}

/** The visits that were found in the call. */
export function showFound({ db }: VisitMeans): RequestHandler {
  return async (request, response) => {
    const call = callAddressOf(request)
    const found = await foundIn(db, request)
    const visits = await Promise.all(found.map(({ visitId }) => readVisit(db, visitId)))
    const { date } = translatorOf(response)
    response.render('phone/find/visits', {
      back: printed(call),
      visits: visits
        .filter((visit) => visit !== undefined)
        .map(({ reference, status, slot, expiresOn, place }) => ({
          status,
          ...printed({
            address: `${call}/visits/${reference}`,
            reference,
            prison: place.name,
            date: date(slot?.date ?? expiresOn),
          }),
        })),
    })
  }
}
