/** Knows how the form of a change is shown. */
import type { Problem } from '../../journey/form.ts'
import { formErrors } from '../../journey/formErrors.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { numberIn } from '../../journey/formView.ts'
import type { ChangePage, Opened, Shown } from './changePage.ts'
import { longestWhy } from './limits.ts'
import { addressOf } from './sent.ts'

const words = translator('en')
const prefix = 'staffTimetable.form'

/** The rows of a list of times share their sentences. */
const wordsOfRows = {
  ...words,
  text: (key: string, values?: Record<string, string | number>) =>
    words.text(key.replace(/\.times-\d+-/, '.times-'), values),
}

/** The words of an error summary and of the fields at fault. */
export const errorsOf = (problems: Problem[] | undefined, controls: string[]) =>
  problems && problems.length > 0 ? formErrors(problems, prefix, wordsOfRows, controls) : undefined

/** Shows the form with what was typed; it goes on about the timetable that it was opened with. */
export function renderForm<Subject>(page: ChangePage<Subject>, opened: Opened<Subject>, shown: Shown): void {
  const { work, timetable } = opened
  const { view, form } = page
  work.response.render(`staff/timetable/${view}`, {
    title: words.text(`staffTimetable.titles.${view}`),
    section: 'timetable',
    address: printed(addressOf(work)),
    version: printed(String(numberIn(work.request.body, 'version') || timetable.version)),
    prefix,
    longestWhy,
    typed: form.shown(shown.typed),
    errors: errorsOf(shown.problems, form.controls),
    ...page.facts(opened, shown.typed),
    ...shown.facts,
  })
}
