/** Knows the page that asks which day is to have other times. */
import { londonDate } from '../../domain/dates.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { pickedDate } from '../fields.ts'
import { formView, sentIn } from '../../journey/formView.ts'
import { atPlace } from '../place.ts'
import type { Work } from '../../web/work.ts'
import { addressOf } from './sent.ts'
import { typeItems, visitType } from './timeFields.ts'
import { exceptionAddress } from './words.ts'

const dayForm = form({ visitType, date: pickedDate })

function render(work: Work, shown: { typed?: Typed; problems?: Problem[] } = {}): void {
  work.response.render('staff/timetable/exception-day', {
    title: translator('en').text('staffTimetable.titles.exception-day'),
    section: 'timetable',
    address: printed(addressOf(work)),
    types: typeItems(),
    ...formView(dayForm, 'staffTimetable.form', shown),
  })
}

export const askExceptionDay = atPlace((work) => render(work))

/** The page that follows is about the place of this form, whichever was chosen elsewhere since. */
export const chooseExceptionDay = atPlace((work, place) => {
  const { request, response, now } = work
  const typed = sentIn(dayForm, request.body)
  const parsed = dayForm.parse(typed)
  const problems: Problem[] = 'problems' in parsed ? parsed.problems : []
  if ('value' in parsed) {
    if (parsed.value.date > londonDate(now)) {
      request.session.chosenPlace = place.slug
      return response.redirect(303, exceptionAddress(parsed.value))
    }
    problems.push({ field: 'date', problem: 'past' })
  }
  response.status(422)
  render(work, { typed, problems })
})
