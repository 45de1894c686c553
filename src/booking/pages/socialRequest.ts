/** Knows the request that the answers of a social visit make. */
import type { VisitRequest } from '../../actions/requestVisit.ts'
import { answerTo } from '../../journey/step.ts'
import type { Answers } from '../../journey/step.ts'
import type { Language } from '../../text/translate.ts'
import { chosenSlots } from '../steps/choices.ts'
import { socialPartyOf } from '../steps/otherVisitors.ts'
import { prisoner } from '../steps/prisoner.ts'
import { support, supportOf } from '../steps/support.ts'
import type { Journey } from './journeyLists.ts'

/** How and in which language the visitor is told what becomes of the request. */
export type Contact = Pick<VisitRequest, 'email' | 'mobile' | 'wantsTexts' | 'postalAddress' | 'language'>

/**
 * @param contactOf what the journey's question about contact means; nothing before it is answered. The pages were in
 *   `language`.
 */
export const socialRequest =
  (contactOf: (answers: Answers, language: Language) => Contact | undefined): Journey['requestFrom'] =>
  ({ walk, draft, sender }, language) => {
    const { answers } = walk
    const { place } = draft.facts
    const who = answerTo(prisoner, answers)
    const needs = answerTo(support, answers)
    const contact = contactOf(answers, language)
    if (!walk.complete || !place || !who || !contact || !needs) return undefined
    const { prisonNumber, ...person } = who
    return {
      ...contact,
      placeId: place.id,
      visitType: 'social',
      channel: sender.channel,
      draftId: draft.id,
      prisonNumber,
      prisoner: person,
      party: socialPartyOf(answers),
      slotIds: chosenSlots(answers),
      support: supportOf(needs),
      actor: sender.actor,
    }
  }
