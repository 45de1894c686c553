/** Knows the page on which an agent corrects how a caller is reached. */
import type { Router } from 'express'
import { changeContactOfCaller } from '../../actions/changeContact.ts'
import { questionTo } from '../../booking/visit/contactPages.ts'
import { isTooOften, showQuestion } from '../../booking/visit/question.ts'
import { refuseOwn } from '../../booking/visit/refusals.ts'
import { typedContact } from '../../booking/visit/typedAnswers.ts'
import { withVisit } from '../../booking/visit/withVisit.ts'
import type { VisitMeans } from '../../booking/visit/withVisit.ts'
import { mobileProblems } from '../../booking/steps/contactDetails.ts'
import { allowedOn } from '../../domain/ownActions.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { unlessBusy } from '../../store/busy.ts'
import type { Limits } from '../../web/limits.ts'
import { agentOf } from './callDoor.ts'

const page = '/:secret/contact-details'

/** Adds the page `/:secret/contact-details`. */
export function contactPage(router: Router, { limits, ...means }: VisitMeans & { limits: Limits }): void {
  const { db, now } = means
  router.get(
    page,
    withVisit(means, (_request, response, own) => {
      const { visit } = own
      if (!allowedOn(visit, visit.place, now()).contact) return refuseOwn(response, own, 'contact')
      showQuestion(response, own, questionTo(visit), { typed: typedContact(visit) })
    }),
  )
  router.post(
    page,
    withVisit(means, async (request, response, own) => {
      const { visit, address } = own
      const question = questionTo(visit)
      const typed = typedIn(request.body, question.controls)
      const parsed = question.parse(typed)
      const problems = 'problems' in parsed ? parsed.problems : mobileProblems(parsed.value)
      if ('problems' in parsed || problems.length > 0) {
        return showQuestion(response, own, question, { typed, problems })
      }
      if (await isTooOften(response, limits, own)) return
      const { email = null, mobile = null, texts } = parsed.value
      const contact = { email, mobile, wantsTexts: texts.length > 0 }
      const asked = { visitId: visit.id, personId: agentOf(request), contact }
      const outcome = await unlessBusy(changeContactOfCaller(db, asked, now()))
      if (outcome === 'busy') showQuestion(response, own, question, { typed, busy: true })
      else if ('done' in outcome) response.redirect(303, `${address}?changed=${outcome.done}`)
      else refuseOwn(response, own, 'contact')
    }),
  )
}
