/** Knows the page "Undo this decision", on which a clerk makes sure. */
import { undoDecision } from '../../actions/undoDecision.ts'
import { slotToHold } from '../../domain/undo.ts'
import { form } from '../../journey/form.ts'
import { printed } from '../../views/printed.ts'
import { appointment } from '../../views/staffFormat.ts'
import { actionRoutes } from './actionPage.ts'
import { openChangeView } from './openChange.ts'

export const undoRoutes = actionRoutes({
  name: 'undo',
  form: form({}),
  isPossible: ({ status }) => status === 'booked' || status === 'rejected',
  facts: async ({ db, now }, { id, status, choices }) => {
    const slot = slotToHold(choices, now)
    return { status, held: slot && printed(appointment(slot)), ...(await openChangeView(db, id)) }
  },
  act: ({ db, now, person }, { visitId, version, changeId, personId }) => {
    const isManager = person.roles.includes('manager')
    return undoDecision(db, { visitId, version, changeId, personId, isManager }, now)
  },
})
