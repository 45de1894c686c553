/** Knows the form on the visit's page that records who came, from the day of the visit on. */
import { londonDate } from '../../domain/dates.ts'
import { hasCome } from '../../domain/visit.ts'
import { oneOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem } from '../../journey/form.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { formView } from '../../journey/formView.ts'

const answers = ['attended', 'not_attended'] as const
const prefix = 'staff.attendance'

export const attendanceForm = form({ attendance: oneOf(answers) })

/** Whether a visit takes place, or has taken place. */
export const takesPlace = ({ status }: Visit): boolean =>
  status === 'booked' || status === 'attended' || status === 'not_attended'

/** The form with what was recorded; none before the day. */
export function attendanceView(visit: Visit, now: Date, problems?: Problem[]) {
  if (!visit.slot || !takesPlace(visit) || !hasCome(visit.slot.date, londonDate(now))) return undefined
  const { text } = translator('en')
  return {
    ...formView(attendanceForm, prefix, { problems }),
    address: printed(`/staff/visits/${visit.reference}/attendance`),
    version: printed(String(visit.version)),
    items: answers.map((value) => ({
      value,
      text: text(`${prefix}.answers.${value}`),
      checked: visit.status === value,
    })),
  }
}
