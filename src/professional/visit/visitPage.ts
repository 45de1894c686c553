/** Knows the page of an official visit, as its professional sees it and whoever it is shared with. */
import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { waitingChange } from '../../booking/change/changeRows.ts'
import { ownLinks } from '../../booking/visit/ownLinks.ts'
import { presentVisit } from '../../booking/visit/presentVisit.ts'
import { withVisit } from '../../booking/visit/withVisit.ts'
import type { Own, VisitMeans } from '../../booking/visit/withVisit.ts'
import { findOpenChange } from '../../store/changes.ts'
import { listEvents } from '../../store/events.ts'
import { printed } from '../../views/printed.ts'
import { translatorOf } from '../../web/language.ts'
import { personOf } from './doors.ts'
import { presentOfficial } from './presentOfficial.ts'

/** What may just have been done, as the address says; the words are at `visit.changed.<name>`. */
const changes = ['change', 'withdrawn']

/** What is done with a visit in this area; the words are at `professionalVisit.actions.<name>`. */
const actionsHere = ['change', 'withdraw', 'cancel']

async function show(means: VisitMeans, request: Request, response: Response, own: Own): Promise<void> {
  const { visit, address } = own
  const { db } = means
  const now = means.now()
  const translator = translatorOf(response)
  const isOwn = visit.official?.professionalId === personOf(request)
  const change = visit.status === 'booked' ? await findOpenChange(db, visit.id) : undefined
  const shown = presentVisit(visit, await listEvents(db, visit.id), translator, now)
  const { actions } = ownLinks(visit, address, now)
  const again = actions.includes('book-again') ? ['book-another', 'book-again'] : ['book-another']
  const { changed } = request.query
  response.render('professional/visit', {
    ...shown,
    ...presentOfficial(visit, shown.page, translator),
    next: shown.page === 'over' ? [] : translator.content(`professionalVisit.next.${shown.story}`),
    prisonWords: undefined,
    actions: isOwn ? actions.filter((name) => actionsHere.includes(name)) : [],
    again: isOwn ? again.map((way) => ({ way, draft: printed(randomUUID()) })) : [],
    isOwn,
    sharedBy: printed(visit.official?.professionalName ?? ''),
    address: printed(address),
    waiting: change && printed(waitingChange(change, visit, translator)),
    changed: changes.find((name) => name === changed),
  })
}

/** The handler of `/:secret`, where `:secret` is the visit's reference. */
export const visitPage = (means: VisitMeans) =>
  withVisit(means, (request, response, own) => show(means, request, response, own))
