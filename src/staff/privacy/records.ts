/** Knows how an administrator records that a question about data is acknowledged or answered. */
import { markPrivacyRequest } from '../../store/privacyRequests.ts'
import { errorPage } from '../../web/errors.ts'
import type { Handler } from '../../web/work.ts'
import { idIn } from './showPrivacyRequest.ts'
import type { Step } from './showPrivacyRequest.ts'

/** POST: once however often it is sent. */
export const records =
  (step: Step): Handler =>
  async ({ request, response, person: { personId }, db, now }) => {
    const id = idIn(request.params.id)
    if (id === undefined || !(await markPrivacyRequest(db, id, step, { personId, now }))) {
      return errorPage(response, 'notFound')
    }
    response.redirect(303, `/staff/privacy/${id}?done=${step}`)
  }
