/** Knows how an administrator closes the service for maintenance, and opens it again. */
import { nextAt } from '../../domain/maintenance.ts'
import { sentIn } from '../../journey/formView.ts'
import { closeService, openService } from '../../store/maintenance.ts'
import type { Handler } from '../../web/work.ts'
import { closeForm, renderService } from './showService.ts'

export const closesService: Handler = async (work) => {
  const { request, response, db, person, now } = work
  const typed = sentIn(closeForm, request.body)
  const parsed = closeForm.parse(typed)
  if ('problems' in parsed) {
    response.status(422)
    return renderService(work, { close: { typed, problems: parsed.problems } })
  }
  const { until } = parsed.value
  await closeService(db, until === undefined ? null : nextAt(until, now), { personId: person.personId, now })
  response.redirect(303, '/staff/service?done=closed')
}

export const opensService: Handler = async ({ response, db, person, now }) => {
  await openService(db, { personId: person.personId, now })
  response.redirect(303, '/staff/service?done=opened')
}
