/** Knows what happens when staff record who came. */
import { recordAttendance } from '../../actions/recordAttendance.ts'
import type { Typed } from '../../journey/form.ts'
import { errorPage } from '../../web/errors.ts'
import { returnAddress } from '../../web/returnAddress.ts'
import { numberIn, sentIn } from '../../journey/formView.ts'
import type { Handler } from '../../web/work.ts'
import { attendanceForm, takesPlace } from './attendanceForm.ts'
import { findOwnVisit, renderVisit } from './showVisit.ts'
import { showChanged, showRefused } from './tooLate.ts'

export const recordsAttendance: Handler = async (work) => {
  const { request, response, db, person, now } = work
  const visit = await findOwnVisit(work)
  if (!visit) return errorPage(response, 'notFound')
  if (!takesPlace(visit)) return showChanged(work)
  const sent = (request.body ?? {}) as Typed
  const parsed = attendanceForm.parse(sentIn(attendanceForm, sent))
  if ('problems' in parsed) {
    response.status(422)
    return renderVisit(work, visit, { attendance: parsed.problems })
  }
  const attended = parsed.value.attendance === 'attended'
  const asked = { visitId: visit.id, version: numberIn(sent, 'version'), personId: person.personId, attended }
  const outcome = await recordAttendance(db, asked, now)
  if ('refused' in outcome) return showRefused(work, visit, 'attendance', outcome.refused)
  const ownPage = `/staff/visits/${visit.reference}?done=attendance`
  response.redirect(303, sent.returnTo === undefined ? ownPage : returnAddress('/staff', sent.returnTo))
}
