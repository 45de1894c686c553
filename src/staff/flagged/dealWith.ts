/** Knows how a clerk marks a message that did not arrive as dealt with. */
import { dealWithMessage } from '../../store/failedMessages.ts'
import { errorPage } from '../../web/errors.ts'
import type { Handler } from '../../web/work.ts'

/** POST: once however often it is sent; 404 for messages of other prisons. */
export const dealWith: Handler = async ({ request, response, db, person, now }) => {
  const { message } = (request.body ?? {}) as { message?: unknown }
  if (message === undefined) return response.redirect(303, '/staff/flagged')
  const isId = typeof message === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(message)
  const { prisons, personId } = person
  if (!isId || !(await dealWithMessage(db, { id: message, prisons, personId, now }))) {
    return errorPage(response, 'notFound')
  }
  response.redirect(303, '/staff/flagged?dealtWith=1')
}
