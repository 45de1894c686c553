/** Knows the pages on which a visitor withdraws a request or cancels a visit: asked once more, then done. */
import type { Response, Router } from 'express'
import { cancelOwnVisit } from '../../actions/cancelOwnVisit.ts'
import { withdrawVisit } from '../../actions/withdrawVisit.ts'
import { allowedOn } from '../../domain/ownActions.ts'
import { placeName } from '../../domain/placeName.ts'
import { slotsNow } from '../../domain/visitChange.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { unlessBusy } from '../../store/busy.ts'
import { printed } from '../../views/printed.ts'
import { slotLine } from '../../views/words.ts'
import { translatorOf } from '../../web/language.ts'
import { refuseOwn, showChanged } from './refusals.ts'
import { withVisit } from './withVisit.ts'
import type { Own, VisitMeans } from './withVisit.ts'

const ways = { withdraw: withdrawVisit, cancel: cancelOwnVisit }
type Way = keyof typeof ways

/** Asks once more; again (503) when the moment was not right. */
function ask(response: Response, { visit, address }: Own, way: Way, isBusy = false): void {
  const translator = translatorOf(response)
  const slots = slotsNow(visit)
  response.status(isBusy ? 503 : 200).render('visits/end', {
    way,
    reference: printed(visit.reference),
    place: printed(placeName(visit.place, translator.language)),
    times: printed(slots.map((slot) => slotLine(slot, translator))),
    version: printed(visit.version),
    isBusy,
    back: printed(address),
    address: printed(`${address}/${way}`),
  })
}

/** Adds the pages `/:secret/withdraw` and `/:secret/cancel`. */
export function endPages(router: Router, means: VisitMeans): void {
  const { db, now } = means
  for (const way of Object.keys(ways) as Way[]) {
    router.get(
      `/:secret/${way}`,
      withVisit(means, (_request, response, own) => {
        if (allowedOn(own.visit, own.visit.place, now())[way]) ask(response, own, way)
        else refuseOwn(response, own, way)
      }),
    )
    router.post(
      `/:secret/${way}`,
      withVisit(means, async (request, response, own) => {
        const { version } = typedIn(request.body, ['version'])
        const asked = { visitId: own.visit.id, actor: own.actor, version: Number(version) }
        const outcome = await unlessBusy(ways[way](db, asked, now()))
        if (outcome === 'busy') return ask(response, own, way, true)
        if ('done' in outcome) return response.redirect(303, own.address)
        if (outcome.refused === 'over') refuseOwn(response, own, way)
        else showChanged(response, own)
      }),
    )
  }
}
