/** Knows the page "Undo this decision", on which a clerk makes sure. */
import { undoDecision } from '../../actions/undoDecision.ts'
import { slotToHold } from '../../domain/undo.ts'
import { form } from '../../journey/form.ts'
import { printed } from '../../views/printed.ts'
import { appointment } from '../format.ts'
import { actionRoutes } from './actionPage.ts'

export const undoRoutes = actionRoutes({
  name: 'undo',
  form: form({}),
  isPossible: ({ status }) => status === 'booked' || status === 'rejected',
  facts: ({ now }, { status, choices }) => {
    const slot = slotToHold(choices, now)
    return Promise.resolve({ status, held: slot && printed(appointment(slot)) })
  },
  act: ({ db, now, person }, { visitId, version, personId }) =>
    undoDecision(db, { visitId, version, personId, isManager: person.roles.includes('manager') }, now),
})
