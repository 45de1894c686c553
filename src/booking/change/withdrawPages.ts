/** Knows the page on which a visitor withdraws a change that waits: asked once more, then done. */
import type { Response, Router } from 'express'
import { withdrawChange } from '../../actions/withdrawChange.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { unlessBusy } from '../../store/busy.ts'
import { findOpenChange } from '../../store/changes.ts'
import { printed } from '../../views/printed.ts'
import { showChanged } from '../visit/refusals.ts'
import { withVisit } from '../visit/withVisit.ts'
import type { VisitMeans } from '../visit/withVisit.ts'

const page = '/:secret/change/withdraw'

function ask(response: Response, address: string, changeId: number, isBusy = false): void {
  response.status(isBusy ? 503 : 200).render('change/withdraw', {
    isBusy,
    ...printed({ change: changeId, back: address, address: `${address}/change/withdraw` }),
  })
}

/** Adds the page `/:secret/change/withdraw`. */
export function withdrawPages(router: Router, means: VisitMeans): void {
  const { db, now } = means
  router.get(
    page,
    withVisit(means, async (_request, response, { visit, address }) => {
      const change = await findOpenChange(db, visit.id)
      if (change) ask(response, address, change.id)
      else response.redirect(303, address)
    }),
  )
  router.post(
    page,
    withVisit(means, async (request, response, own) => {
      const { visit, address, actor } = own
      const changeId = Number(typedIn(request.body, ['change']).change)
      if (!Number.isInteger(changeId) || changeId < 1 || changeId > 2 ** 31 - 1)
        return showChanged(response, own)
      const outcome = await unlessBusy(withdrawChange(db, { visitId: visit.id, actor, changeId }, now()))
      if (outcome === 'busy') ask(response, address, changeId, true)
      else if ('done' in outcome) response.redirect(303, `${address}?changed=withdrawn`)
      else showChanged(response, own)
    }),
  )
}
