/** Knows the page of a day: who comes when, and who came. */
import { londonDate } from '../../domain/dates.ts'
import type { LocalDate } from '../../domain/dates.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { form } from '../../journey/form.ts'
import { readDay } from '../../store/day.ts'
import type { Place } from '../../store/places.ts'
import { errorPage } from '../../web/errors.ts'
import { pickedDate } from '../fields.ts'
import { formView, sentIn } from '../../journey/formView.ts'
import { atPlace } from '../place.ts'
import type { Handler, Work } from '../../web/work.ts'
import { dateIn, dayAddress } from './dayAddress.ts'
import { dayPage } from './dayPage.ts'

const otherDay = form({ date: pickedDate })

/** GET /staff/day: today's. */
export const showToday: Handler = ({ response, now }) => response.redirect(303, dayAddress(londonDate(now)))

/** GET /staff/day/:date */
export const showDay = atPlace(async (work, place) => {
  const date = dateIn(work)
  if (date === undefined) errorPage(work.response, 'notFound')
  else await renderDay(work, place, date)
})

/** POST /staff/day/:date: goes to another day. */
export const chooseDay = atPlace(async (work, place) => {
  const { request, response } = work
  const date = dateIn(work)
  if (date === undefined) return errorPage(response, 'notFound')
  const typed = sentIn(otherDay, request.body)
  const parsed = otherDay.parse(typed)
  if ('value' in parsed) return response.redirect(303, dayAddress(parsed.value.date))
  response.status(422)
  await renderDay(work, place, date, { typed, problems: parsed.problems })
})

async function renderDay(
  { request, response, db, now }: Work,
  place: Place,
  date: LocalDate,
  sent: { typed?: Typed; problems?: Problem[] } = {},
): Promise<void> {
  const slots = await readDay(db, { placeId: place.id, date, now })
  response.render('staff/day/day', {
    section: 'day',
    ...dayPage(slots, { date, place, now }),
    ...formView(otherDay, 'staffDay.otherDay', sent),
    isRecorded: request.query.recorded === '1',
  })
}
