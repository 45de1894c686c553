/** Knows the request that the answers of a professional make, and what is promised before it is sent. */
import { isConfirmedAtOnce } from '../../domain/officialVisit.ts'
import { answerTo } from '../../journey/step.ts'
import { firstBookableDate, rulesFor } from '../../domain/workingDays.ts'
import type { Professional } from '../../store/professionals.ts'
import { caseDetails } from '../steps/caseDetails.ts'
import { chosenSlots } from '../steps/choices.ts'
import { items } from '../steps/items.ts'
import { officialPartyOf } from '../steps/officialParty.ts'
import { prisoner } from '../steps/prisoner.ts'
import { purpose } from '../steps/purpose.ts'
import { urgentReason } from '../steps/urgent.ts'
import type { Journey, Sender, Sent } from './journeyLists.ts'

/** A professional who sends a request of their own. */
export interface OfficialSender extends Sender {
  professional: Professional
}

type OfficialJourney = Journey<OfficialSender>

export const officialRequest: OfficialJourney['requestFrom'] = ({ walk, draft, sender }, language) => {
  const { answers } = walk
  const { place, visitType } = draft.facts
  const [who, why, party] = [
    answerTo(prisoner, answers),
    answerTo(purpose, answers),
    officialPartyOf(answers),
  ]
  if (!walk.complete || !place || !visitType || !who || !why || !party) return undefined
  const { prisonNumber, ...person } = who
  const { personId, email, organisation } = sender.professional
  const about = answerTo(caseDetails, answers)
  const brought = answerTo(items, answers)
  const asked = brought?.items ?? []
  return {
    placeId: place.id,
    visitType,
    channel: sender.channel,
    language,
    draftId: draft.id,
    prisonNumber,
    prisoner: person,
    party,
    slotIds: chosenSlots(answers),
    email,
    mobile: null,
    wantsTexts: false,
    support: {},
    actor: sender.actor,
    official: {
      professionalId: personId,
      purpose: why.purpose,
      organisation,
      items: asked,
      itemsDetails: asked.length > 0 ? (brought?.details ?? '') : '',
      caseReference: about?.reference ?? '',
      courtDate: about?.courtDate ?? null,
      urgentReason: urgentReason(answers),
    },
  }
}

/** Whether one of the times chosen is inside the lead time. */
function isInsideLead({ walk, draft }: Pick<Sent, 'walk' | 'draft'>): boolean {
  const { place, visitType, slots, today } = draft.facts
  if (!place || !visitType) return false
  const first = firstBookableDate(today, rulesFor(place, visitType))
  const chosen = chosenSlots(walk.answers)
  return slots.some(({ id, date }) => chosen.includes(id) && date < first)
}

/** Whether it will be urgent, booked at once if nothing comes between, or a request like any other. */
export const officialNotice: NonNullable<OfficialJourney['noticeOf']> = (sent) => {
  const { walk, draft, sender } = sent
  const { place, today } = draft.facts
  const urgent = isInsideLead(sent)
  if (urgent) return 'urgent'
  const { verifiedUntil } = sender.professional
  const asked = answerTo(items, walk.answers)?.items ?? []
  const facts = {
    officialInstant: place?.officialInstant ?? false,
    verifiedUntil,
    urgent,
    items: asked,
    today,
  }
  return isConfirmedAtOnce(facts) ? 'atOnce' : 'notYet'
}
