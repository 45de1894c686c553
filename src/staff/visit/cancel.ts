/** Knows the page "Cancel this visit". */
import { cancelVisit } from '../../actions/cancelVisit.ts'
import { cancellationReasons, isOver } from '../../domain/visit.ts'
import { anyOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import { optionalText } from '../fields.ts'
import { actionRoutes } from './actionPage.ts'
import { longest } from './decisionForm.ts'

export const cancellation = form({
  reasons: anyOf(cancellationReasons),
  otherReason: optionalText(longest.otherReason),
  message: optionalText(longest.message),
})

export const cancelRoutes = actionRoutes({
  name: 'cancel',
  form: cancellation,
  isPossible: (visit, now) => visit.status === 'booked' && !isOver(visit, now),
  facts: () => Promise.resolve({ reasons: cancellationReasons, longest }),
  act: ({ db, now }, { value, ...asked }) => cancelVisit(db, { ...asked, ...value }, now),
  problems: {
    reasonNeeded: { field: 'reasons', problem: 'missing' },
    otherReasonNeeded: { field: 'otherReason', problem: 'missing' },
  },
})
