/** Knows the page "Service": whether it is closed for maintenance, and whose sessions to end. */
import { form } from '../../journey/form.ts'
import { refuse, textField } from '../../journey/fields.ts'
import { formView } from '../../journey/formView.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { parseClock } from '../../domain/maintenance.ts'
import type { LocalTime } from '../../domain/dates.ts'
import { readMaintenance } from '../../store/maintenance.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { moment } from '../../views/staffFormat.ts'
import type { Handler, Work } from '../../web/work.ts'
import { someText } from '../fields.ts'

/** When the service opens again; it may be left empty. */
export const closeForm = form({
  until: textField((text, context): LocalTime | undefined => {
    if (text.trim() === '') return undefined
    return parseClock(text) ?? refuse(context, 'notReal')
  }),
})

/** Whose sessions to end. */
export const personForm = form({ person: someText(200) })

const { text } = translator('en')

const done = ['closed', 'opened', 'ended'] as const

export const showService: Handler = (work) => renderService(work)

/** The page, with what was typed and what is wrong with it. */
export async function renderService(
  { request, response, db }: Work,
  sent: {
    close?: { typed: Typed; problems: Problem[] }
    person?: { typed: Typed; problems: Problem[] }
  } = {},
): Promise<void> {
  const maintenance = await readMaintenance(db)
  const until = maintenance?.until
  const just = done.find((name) => name === request.query.done)
  const views = {
    close: formView(closeForm, 'staffService.maintenance', sent.close),
    person: formView(personForm, 'staffService.sessions', sent.person),
  }
  response.render('staff/service/service', {
    title: text('staffService.title'),
    section: 'service',
    done: just && text(`staffService.done.${just}`),
    isClosed: maintenance !== undefined,
    until: until
      ? printed(text('staffService.maintenance.closedUntil', { until: moment(until) }))
      : undefined,
    errors: views.close.errors ?? views.person.errors,
    ...views,
  })
}
