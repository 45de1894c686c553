/** Knows the page "Move this visit": the free times to come of its place and type, by date. */
import { moveVisit } from '../../actions/moveVisit.ts'
import { freePlaces } from '../../domain/slots.ts'
import { isOver } from '../../domain/visit.ts'
import { refuse, textField } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Typed } from '../../journey/form.ts'
import { listTimesToMoveTo } from '../../store/clashes.ts'
import type { Slot } from '../../store/slots.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { optionalText } from '../fields.ts'
import { times } from '../../views/staffFormat.ts'
import { actionRoutes } from './actionPage.ts'
import { longest } from './decisionForm.ts'
import { openChangeView } from './openChange.ts'

/** The id of a slot, or `missing`. */
const slot = textField((text, context) =>
  /^\d{1,9}$/.test(text) ? Number(text) : refuse(context, 'missing'),
)

/** The dates with a free time; the first time of all has the id that the error summary leads to. */
export function daysOf(slots: readonly Slot[], { slot: chosen }: Typed) {
  const { date } = translator('en')
  return [...Map.groupBy(slots, (time) => time.date)].map(([day, ofDay]) => ({
    legend: printed(date(day)),
    slots: ofDay.map((time) => ({
      control: printed(time === slots[0] ? 'slot' : `slot-${time.id}`),
      id: printed(String(time.id)),
      times: printed(times(time)),
      free: printed(freePlaces(time)),
      isChosen: chosen === String(time.id),
    })),
  }))
}

const ofSlot = (problem: string) => ({ field: 'slot', problem })

export const moveForm = form({ slot, message: optionalText(longest.message) })

export const moveRoutes = actionRoutes({
  name: 'move',
  form: moveForm,
  isPossible: (visit, now) => visit.status === 'booked' && !isOver(visit, now),
  facts: async ({ db, now }, visit, typed) => ({
    days: daysOf(await listTimesToMoveTo(db, visit.id, now), typed),
    longest,
    ...(await openChangeView(db, visit.id)),
  }),
  act: ({ db, now }, { value: { slot: slotId, message }, ...asked }) =>
    moveVisit(db, { ...asked, slotId, message }, now),
  problems: {
    slotUnknown: ofSlot('missing'),
    slotPast: ofSlot('past'),
    slotFull: ofSlot('full'),
    prisonerHasVisitThen: ofSlot('prisonerHasVisitThen'),
    duplicate: ofSlot('duplicate'),
  },
})
