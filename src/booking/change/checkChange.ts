/** Knows the last page of a change: what stays, what was and will be, and sending it. */
import type { Request, Response } from 'express'
import { askForChange } from '../../actions/askForChange.ts'
import { changeRequest } from '../../actions/changeRequest.ts'
import type { ChangeAsked, ChangeRefusal } from '../../actions/lockForChange.ts'
import { changeRefusal } from '../../domain/ownActions.ts'
import { unlessBusy } from '../../store/busy.ts'
import type { Database } from '../../store/database.ts'
import { theVisitor } from '../../store/events.ts'
import type { OwnActor } from '../../store/events.ts'
import { readVisit } from '../../store/visits.ts'
import type { Visit } from '../../store/visits.ts'
import { printed } from '../../views/printed.ts'
import { errorPage, tooManyRequests } from '../../web/errors.ts'
import type { Limits } from '../../web/limits.ts'
import type { LastPage } from '../pages/bookPages.ts'
import type { Addresses } from '../pages/checkAnswers.ts'
import { showChanged, showTooLate } from '../visit/refusals.ts'
import { askedFor } from './changedVisit.ts'
import type { ChangeKind } from './changeKinds.ts'
import { showChange, showNothing, visitPage } from './showChange.ts'

interface ChangeMeans {
  kind: ChangeKind
  db: Database
  now: () => Date
  limits: Limits
  actorOf: (request: Request) => OwnActor
  onSent: (response: Response, visitId: number) => Promise<void>
}

function refuse(
  response: Response,
  { of }: Addresses,
  why: ChangeRefusal,
  { visit, kind }: { visit: Visit; kind: ChangeKind },
): void {
  const address = of(visitPage)
  if (why === 'nothing') showNothing(response, { of }, kind)
  else if (why === 'changed') showChanged(response, { address })
  else if (why === 'tooLate') showTooLate(response, { visit, address }, 'change')
  else if (why === 'notBookable') showTooLate(response, { visit, address }, why)
  else if (why === 'duplicate') response.render('book/duplicate', { back: printed(of('first-choice')) })
  else if (why === 'choices') response.redirect(303, of('check-answers'))
  else errorPage(response, 'expired')
}

/** The visit, if it may still be changed as the draft began; answers itself where not. */
async function findVisit(
  response: Response,
  asked: ChangeAsked,
  addresses: Addresses,
  { db, now, kind }: ChangeMeans,
): Promise<Visit | undefined> {
  const visit = await readVisit(db, asked.visitId)
  if (!visit) throw new Error(`No visit ${asked.visitId}`)
  const isLive = visit.status === 'requested' || visit.status === 'booked'
  const isChanged = !isLive || visit.version !== asked.version
  const refused = isChanged ? 'changed' : changeRefusal(visit, visit.place, now())
  if (!refused) return visit
  refuse(response, addresses, refused, { visit, kind })
  return undefined
}

/** True when the change was one too many in an hour; answers itself (429). */
async function isTooOften(
  response: Response,
  limits: Limits,
  { visitId, actor = theVisitor }: ChangeAsked,
): Promise<boolean> {
  const isVisitor = actor.kind === 'visitor'
  const wait =
    (isVisitor ? await limits.count('submitsPerAddress', response.req.ip ?? '') : undefined) ??
    (await limits.count('changesPerVisit', String(visitId)))
  if (wait === undefined) return false
  tooManyRequests(response, wait)
  return true
}

/** The page on which a change is checked and sent: once a draft, however often. */
export function checkChange(means: ChangeMeans): LastPage {
  const { kind, db, now, limits, actorOf, onSent } = means
  return {
    async show(response, here, addresses) {
      const asked = askedFor(here, actorOf(response.req))
      const visit = asked && (await findVisit(response, asked, addresses, means))
      if (visit) showChange(response, { ...here, visit, asked }, addresses, kind)
    },
    async send(request, response, here, addresses) {
      const asked = askedFor(here, actorOf(request))
      if (!asked) return response.redirect(303, addresses.here)
      const visit = await findVisit(response, asked, addresses, means)
      if (!visit || (await isTooOften(response, limits, asked))) return
      const send = visit.status === 'booked' ? askForChange : changeRequest
      const outcome = await unlessBusy(send(db, asked, now()))
      if (outcome === 'busy') showChange(response, { ...here, visit, asked }, addresses, kind, true)
      else if ('visitId' in outcome) await onSent(response, outcome.visitId)
      else refuse(response, addresses, outcome.refused, { visit, kind })
    },
  }
}
