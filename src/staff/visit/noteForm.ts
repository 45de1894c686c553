/** Knows the form on the visit's page for a note that staff leave each other. */
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import type { Visit } from '../../store/visits.ts'
import { printed } from '../../views/printed.ts'
import { someText } from '../fields.ts'
import { formView } from '../../journey/formView.ts'
import { longest } from './decisionForm.ts'

export const noteForm = form({ note: someText(longest.message) })

/** What was sent as a note, and what is wrong with it. */
export interface NoteSent {
  typed: Typed
  problems: Problem[]
}

export const noteView = ({ reference }: Visit, sent?: NoteSent) => ({
  ...formView(noteForm, 'staff.notes', sent),
  address: printed(`/staff/visits/${reference}/notes`),
  most: longest.message,
})
