/** Knows how a change is shown before it is sent: what stays, what was and will be, and by when it is answered. */
import type { Response } from 'express'
import type { ChangeAsked } from '../../actions/lockForChange.ts'
import type { LocalDate } from '../../domain/dates.ts'
import { placeName } from '../../domain/placeName.ts'
import { promiseFor } from '../../domain/request.ts'
import { slotsNow } from '../../domain/visitChange.ts'
import { rulesFor } from '../../domain/workingDays.ts'
import type { Standing } from '../../journey/journey.ts'
import type { Slot } from '../../store/slots.ts'
import type { Visit } from '../../store/visits.ts'
import { printed } from '../../views/printed.ts'
import { translatorOf } from '../../web/language.ts'
import type { BookingFacts } from '../facts.ts'
import type { Addresses } from '../pages/checkAnswers.ts'
import type { ChangeKind } from './changeKinds.ts'
import { askedRows, givenRows } from './changeRows.ts'

type Here = Standing<BookingFacts>

/** The pages of a draft that changes a visit; `visit` leads to the visit's own page. */
export const visitPage = 'visit'

/** By when the prison answers the change. */
function promisedOf(chosen: readonly Slot[], visit: Visit, { isUrgent, today }: BookingFacts): LocalDate {
  const rules = { ...rulesFor(visit.place, visit.visitType), isUrgent, today }
  const dates = (chosen.length > 0 ? chosen : slotsNow(visit)).map(({ date }) => date)
  return promiseFor(dates, rules).answerBy
}

/** Shows the change to be checked, again (503) when the moment was not right. */
export function showChange(
  response: Response,
  { draft, visit, asked }: Here & { visit: Visit; asked: ChangeAsked },
  { of }: Addresses,
  kind: ChangeKind,
  isBusy = false,
): void {
  const translator = translatorOf(response)
  const { slots } = draft.facts
  const chosen = asked.slotIds.flatMap((id) => slots.filter((slot) => slot.id === id))
  const rows = askedRows(visit, { party: asked.party, slots: chosen }, translator, kind)
  const withAddress = rows.map(({ page, ...row }) => ({ ...row, change: page && of(page) }))
  const changes = withAddress.filter(({ will }) => will !== undefined)
  const back = of(asked.slotIds.length > 0 ? 'first-choice' : kind.journey.people.slug)
  if (changes.length === 0) return showNothing(response, { of }, kind)
  response.status(isBusy ? 503 : 200).render('change/check-answers', {
    status: visit.status,
    isBusy,
    ...printed({
      changes,
      stays: [...givenRows(visit, translator, kind), ...withAddress.filter(({ will }) => will === undefined)],
      place: placeName(visit.place, translator.language),
      answerBy: translator.date(promisedOf(chosen, visit, draft.facts)),
      back,
      address: of('check-answers'),
    }),
  })
}

/** Nothing would change: what can be changed, and the way back. */
export function showNothing(response: Response, { of }: Addresses, kind: ChangeKind): void {
  const addresses = { people: of(kind.journey.people.slug), times: of('first-choice'), leave: of(visitPage) }
  response.render('change/nothing', printed(addresses))
}
