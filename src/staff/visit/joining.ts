/** Knows the page "How to join" of a booked visit by video or telephone. */
import { changeJoining } from '../../actions/changeJoining.ts'
import { mayChangeJoining } from '../../domain/officialDecision.ts'
import { form } from '../../journey/form.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { someText } from '../fields.ts'
import { actionRoutes } from './actionPage.ts'
import { longest } from './decisionForm.ts'

const problem = (of: string) => ({ field: 'joiningDetails', problem: of })

export const joiningRoutes = actionRoutes({
  name: 'joining',
  form: form({ joiningDetails: someText(longest.joiningDetails) }),
  isPossible: mayChangeJoining,
  facts: (_work, { official, visitType }, typed) =>
    Promise.resolve({
      longest,
      hint: translator('en').text(`staff.joining.hints.${visitType}`),
      details: printed(
        typeof typed.joiningDetails === 'string' ? typed.joiningDetails : (official?.joiningDetails ?? ''),
      ),
    }),
  act: ({ db, now }, { visitId, version, personId, value: { joiningDetails } }) =>
    changeJoining(db, { visitId, version, personId, joiningDetails }, now),
  problems: {
    joiningNeeded: problem('missing'),
    joiningNoLink: problem('noLink'),
    joiningNotHttps: problem('notHttps'),
    joiningNoNumber: problem('noNumber'),
  },
})
