/** Knows the page on which an agent corrects how a caller is reached. */
import type { Response, Router } from 'express'
import { changeContactOfCaller } from '../../actions/changeContact.ts'
import {
  addressIn,
  callerContactChange,
  callerProblems,
  typedAddress,
} from '../../booking/steps/callerContactDetails.ts'
import { contactDetails, mobileProblems } from '../../booking/steps/contactDetails.ts'
import { isTooOften, showQuestion } from '../../booking/visit/question.ts'
import type { Answered } from '../../booking/visit/question.ts'
import { refuseOwn } from '../../booking/visit/refusals.ts'
import { typedContact } from '../../booking/visit/typedAnswers.ts'
import { withVisit } from '../../booking/visit/withVisit.ts'
import type { Own, VisitMeans } from '../../booking/visit/withVisit.ts'
import { allowedOn } from '../../domain/ownActions.ts'
import type { PostalAddress } from '../../domain/postalAddress.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { unlessBusy } from '../../store/busy.ts'
import type { ContactDetails } from '../../store/ownVisits.ts'
import type { Visit } from '../../store/visits.ts'
import type { Limits } from '../../web/limits.ts'
import { agentOf } from './callDoor.ts'

const page = '/:secret/contact-details'

interface Read {
  contact: ContactDetails
  postalAddress: PostalAddress | null
}

/** Who has an e-mail address keeps one; anybody else may be written to. */
function read({ email: has }: Visit, typed: Typed): Read | { problems: Problem[] } {
  const parsed = (has === null ? callerContactChange : contactDetails).parse(typed)
  if ('problems' in parsed) return parsed
  const { value } = parsed
  const { email = null, mobile = null, texts } = value
  const isCaller = 'addressName' in value
  const problems = isCaller ? callerProblems(value) : mobileProblems(value)
  if (problems.length > 0) return { problems }
  const postalAddress = isCaller ? addressIn(value) : null
  return { contact: { email, mobile, wantsTexts: texts.length > 0 }, postalAddress }
}

function show(response: Response, own: Own, answered: Answered): void {
  if (own.visit.email !== null) showQuestion(response, own, contactDetails, answered)
  else showQuestion(response, own, callerContactChange, answered, 'phone/find/contact-details')
}

/** Adds the page `/:secret/contact-details`. */
export function contactPage(router: Router, { limits, ...means }: VisitMeans & { limits: Limits }): void {
  const { db, now } = means
  router.get(
    page,
    withVisit(means, (_request, response, own) => {
      const { visit } = own
      if (!allowedOn(visit, visit.place, now()).contact) return refuseOwn(response, own, 'contact')
      show(response, own, { typed: { ...typedContact(visit), ...typedAddress(visit.postalAddress) } })
    }),
  )
  router.post(
    page,
    withVisit(means, async (request, response, own) => {
      const { visit, address } = own
      const typed = typedIn(request.body, callerContactChange.controls)
      const asked = read(visit, typed)
      if ('problems' in asked) return show(response, own, { typed, problems: asked.problems })
      if (await isTooOften(response, limits, own)) return
      const about = { visitId: visit.id, personId: agentOf(request) }
      const outcome = await unlessBusy(changeContactOfCaller(db, { ...about, ...asked }, now()))
      if (outcome === 'busy') show(response, own, { typed, busy: true })
      else if ('done' in outcome) response.redirect(303, `${address}?changed=${outcome.done}`)
      else refuseOwn(response, own, 'contact')
    }),
  )
}
