/** Knows the page on which a visitor changes what extra support the party needs. */
import type { Router } from 'express'
import { changeSupport } from '../../actions/changeSupport.ts'
import { allowedOn } from '../../domain/ownActions.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { unlessBusy } from '../../store/busy.ts'
import type { Limits } from '../../web/limits.ts'
import { support, supportOf, supportProblems } from '../steps/support.ts'
import { isTooOften, showQuestion } from './question.ts'
import { refuseOwn } from './refusals.ts'
import { typedSupport } from './typedAnswers.ts'
import { withVisit } from './withVisit.ts'
import type { VisitMeans } from './withVisit.ts'

const page = '/:secret/support'

/** Adds the page `/:secret/support`. */
export function supportPages(router: Router, { limits, ...means }: VisitMeans & { limits: Limits }): void {
  const { db, now } = means
  router.get(
    page,
    withVisit(means, (_request, response, own) => {
      const { visit } = own
      if (!allowedOn(visit, visit.place, now()).contact) return refuseOwn(response, own, 'support')
      showQuestion(response, own, support, { typed: typedSupport(visit) })
    }),
  )
  router.post(
    page,
    withVisit(means, async (request, response, own) => {
      const typed = typedIn(request.body, support.controls)
      const parsed = support.parse(typed)
      const problems = 'problems' in parsed ? parsed.problems : supportProblems(parsed.value)
      if ('problems' in parsed || problems.length > 0) {
        return showQuestion(response, own, support, { typed, problems })
      }
      if (await isTooOften(response, limits, own)) return
      const asked = { visitId: own.visit.id, actor: own.actor, support: supportOf(parsed.value) }
      const outcome = await unlessBusy(changeSupport(db, asked, now()))
      if (outcome === 'busy') showQuestion(response, own, support, { typed, busy: true })
      else if ('done' in outcome) response.redirect(303, `${own.address}?changed=support`)
      else refuseOwn(response, own, 'support')
    }),
  )
}
