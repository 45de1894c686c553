/** Knows the page on which a visitor corrects how they are reached. */
import type { Router } from 'express'
import { changeContact } from '../../actions/changeContact.ts'
import { pressedAgainSince } from '../../actions/twice.ts'
import { allowedOn } from '../../domain/ownActions.ts'
import { typedIn } from '../../journey/typedIn.ts'
import { unlessBusy } from '../../store/busy.ts'
import { findEndedLink, hashOf } from '../../store/links.ts'
import type { RandomBytes } from '../../store/links.ts'
import type { Visit } from '../../store/visits.ts'
import type { Limits } from '../../web/limits.ts'
import { contactDetails, mobileProblems } from '../steps/contactDetails.ts'
import { optionalContactDetails } from '../steps/optionalContactDetails.ts'
import { isTooOften, showQuestion } from './question.ts'
import { refuseOwn } from './refusals.ts'
import { typedContact } from './typedAnswers.ts'
import { linkDoor, showEnded, withVisit } from './withVisit.ts'
import type { Door, VisitMeans } from './withVisit.ts'

declare module 'express-session' {
  interface SessionData {
    /** Of the link that this browser ended by correcting the address: the hash of its secret. */
    endedLink?: string
  }
}

const page = '/:secret/contact-details'

const kept = (secret: string) => hashOf(secret).toString('base64url')

/** Who has an address keeps one. */
export const questionTo = ({ email }: Visit) => (email === null ? optionalContactDetails : contactDetails)

/** Also by a link that the same form, sent twice by the same browser, has just ended; to anyone else it has ended. */
function formDoor({ db, now }: VisitMeans): Door {
  const door = linkDoor({ db, now })
  return {
    ...door,
    async find(request) {
      const live = await door.find(request)
      const secret = String(request.params.secret)
      if (live !== undefined || request.session.endedLink !== kept(secret)) return live
      return findEndedLink(db, secret, pressedAgainSince(now()))
    },
  }
}

/** Adds the page `/:secret/contact-details`. */
export function contactPages(
  router: Router,
  { limits, randomBytes, ...means }: VisitMeans & { limits: Limits; randomBytes: RandomBytes },
): void {
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
    withVisit({ ...means, door: formDoor(means) }, async (request, response, own) => {
      const { visit, secret } = own
      const question = questionTo(visit)
      const typed = typedIn(request.body, question.controls)
      const parsed = question.parse(typed)
      const problems = 'problems' in parsed ? parsed.problems : mobileProblems(parsed.value)
      if ('problems' in parsed || problems.length > 0) {
        return showQuestion(response, own, question, { typed, problems })
      }
      if (await isTooOften(response, limits, own)) return
      const { email = null, mobile = null, texts } = parsed.value
      const asked = { visitId: visit.id, secret, contact: { email, mobile, wantsTexts: texts.length > 0 } }
      const outcome = await unlessBusy(changeContact(db, asked, { now: now(), randomBytes }))
      if (outcome === 'busy') return showQuestion(response, own, question, { typed, busy: true })
      if ('secret' in outcome) {
        const what = outcome.secret === secret ? 'contact' : 'email'
        if (what === 'email') request.session.endedLink = kept(secret)
        return response.redirect(303, `/visits/${outcome.secret}?changed=${what}`)
      }
      if (outcome.refused === 'over') refuseOwn(response, own, 'contact')
      else showEnded(response)
    }),
  )
}
