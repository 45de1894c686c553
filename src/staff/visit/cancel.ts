/** Knows the page "Cancel this visit". */
import { cancelVisit } from '../../actions/cancelVisit.ts'
import { cancellationReasonsFor } from '../../domain/officialDecision.ts'
import { isOver } from '../../domain/visit.ts'
import { actionRoutes } from './actionPage.ts'
import { cancellation, cancellationProblems } from './cancellationForm.ts'
import { longest } from './decisionForm.ts'

export const cancelRoutes = actionRoutes({
  name: 'cancel',
  form: cancellation,
  isPossible: (visit, now) => visit.status === 'booked' && !isOver(visit, now),
  facts: (_work, { visitType }) => Promise.resolve({ reasons: cancellationReasonsFor(visitType), longest }),
  act: ({ db, now }, { value, ...asked }) => cancelVisit(db, { ...asked, ...value }, now),
  problems: cancellationProblems,
})
