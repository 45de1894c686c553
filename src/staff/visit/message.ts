/** Knows the page "Send a message". */
import { messageVisitor } from '../../actions/messageVisitor.ts'
import { isOver } from '../../domain/visit.ts'
import { form } from '../../journey/form.ts'
import { someText } from '../fields.ts'
import { actionRoutes } from './actionPage.ts'
import { longest } from './decisionForm.ts'

export const messageRoutes = actionRoutes({
  name: 'message',
  form: form({ text: someText(longest.message) }),
  isPossible: (visit, now) => !isOver(visit, now),
  facts: (_work, visit) =>
    Promise.resolve({ isBooked: visit.status === 'booked', hasAddress: visit.email !== null, longest }),
  act: ({ db, now }, { visitId, personId, value: { text } }) =>
    messageVisitor(db, { visitId, personId, text }, now),
  problems: { textNeeded: { field: 'text', problem: 'missing' } },
})
