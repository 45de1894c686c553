/** Knows the page "Change this visit", which explains the change and begins it: a draft of its own journey. */
import { randomUUID } from 'node:crypto'
import type { Router } from 'express'
import { z } from 'zod'
import { londonDate } from '../../domain/dates.ts'
import { changeRefusal } from '../../domain/ownActions.ts'
import { placeName } from '../../domain/placeName.ts'
import { answerBy, rulesFor } from '../../domain/workingDays.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { findOpenChange } from '../../store/changes.ts'
import { insertDraft } from '../../store/drafts.ts'
import { printed } from '../../views/printed.ts'
import { translatorOf } from '../../web/language.ts'
import { refuseOwn } from '../visit/refusals.ts'
import { linkDoor, withVisit } from '../visit/withVisit.ts'
import type { VisitMeans } from '../visit/withVisit.ts'
import { typedForChange } from './changedVisit.ts'
import { socialChange } from './changeKinds.ts'
import { nowRows } from './changeRows.ts'

const page = '/:secret/change'

const draftId = z.uuidv4()

/** Adds the page `/:secret/change`. The form names the draft that it makes, so that sent twice it makes one. */
export function startChange(router: Router, means: VisitMeans, kind = socialChange): void {
  const { db, now, door = linkDoor(means) } = means
  router.get(
    page,
    withVisit(means, async (_request, response, own) => {
      const { visit, address } = own
      const refused = changeRefusal(visit, visit.place, now())
      if (refused) return refuseOwn(response, own, refused === 'tooLate' ? 'change' : refused)
      const translator = translatorOf(response)
      const promise = answerBy(londonDate(now()), rulesFor(visit.place, visit.visitType))
      response.render('change/start', {
        status: visit.status,
        replaces: (await findOpenChange(db, visit.id)) !== undefined,
        ...printed({
          place: placeName(visit.place, translator.language),
          answerBy: translator.date(promise),
          rows: nowRows(visit, translator, kind),
          draft: randomUUID(),
          back: address,
          address: `${address}/change`,
        }),
      })
    }),
  )
  router.post(
    page,
    withVisit(means, async (request, response, own) => {
      const { visit } = own
      const refused = changeRefusal(visit, visit.place, now())
      if (refused) return refuseOwn(response, own, refused === 'tooLate' ? 'change' : refused)
      const { data: id = randomUUID() } = draftId.safeParse(typedIn(request.body, ['draft']).draft)
      await insertDraft(db, {
        id,
        owner: door.ownerOf(request),
        journey: kind.journey.name,
        answers: typedForChange(visit, await findOpenChange(db, visit.id), kind),
        changesVisitId: visit.id,
        now: now(),
      })
      response.redirect(303, `${door.changesBelow(request)}/${id}/${kind.journey.people.slug}`)
    }),
  )
}
