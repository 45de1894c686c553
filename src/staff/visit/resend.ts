/** Knows what happens when staff send a message again that did not arrive. */
import { resendMessage } from '../../actions/resendMessage.ts'
import { errorPage } from '../../web/errors.ts'
import type { Handler } from '../../web/work.ts'
import { findOwnVisit } from './showVisit.ts'
import { showRefused } from './tooLate.ts'

export const resends: Handler = async (work) => {
  const { request, response, db, person, now } = work
  const visit = await findOwnVisit(work)
  if (!visit) return errorPage(response, 'notFound')
  const asked = {
    visitId: visit.id,
    notificationId: String(request.params.id),
    personId: person.personId,
  }
  const outcome = await resendMessage(db, asked, now)
  if ('refused' in outcome) return showRefused(work, visit, 'resend', outcome.refused)
  response.redirect(303, `/staff/visits/${visit.reference}?done=resend`)
}
