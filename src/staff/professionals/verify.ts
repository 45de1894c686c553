/** Knows what happens when a manager verifies a professional, or ends that. */
import { endVerification, verifyProfessional } from '../../actions/verifyProfessional.ts'
import type { VerificationOutcome } from '../../actions/verifyProfessional.ts'
import { sentIn } from '../../journey/formView.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import type { Handler, Work } from '../../web/work.ts'
import { endForm, findKnown, renderProfessional } from './showProfessional.ts'

/** POST …/verification: for a year from today; once more renews it. */
export const verifies: Handler = async (work) => {
  const { response, db, person, now } = work
  const known = await findKnown(work)
  if (!known) return errorPage(response, 'notFound')
  const { personId: professionalId } = known.professional
  const asked = { professionalId, personId: person.personId }
  answer(work, professionalId, await verifyProfessional(db, asked, now), 'verified')
}

/** POST …/verification/end: for a reason. */
export const endsVerification: Handler = async (work) => {
  const { request, response, db, person, now } = work
  const known = await findKnown(work)
  if (!known) return errorPage(response, 'notFound')
  const parsed = endForm.parse(sentIn(endForm, request.body))
  if ('problems' in parsed) {
    response.status(422)
    return renderProfessional(work, known, parsed.problems)
  }
  const { personId: professionalId } = known.professional
  const asked = { professionalId, personId: person.personId, why: parsed.value.why }
  answer(work, professionalId, await endVerification(db, asked, now), 'ended')
}

function answer({ response }: Work, id: string, outcome: VerificationOutcome, done: 'verified' | 'ended') {
  const address = `/staff/professionals/${id}`
  if ('done' in outcome) return response.redirect(303, `${address}?done=${done}`)
  const { text } = translator('en')
  response.status(409).render('staff/message', {
    title: text('staffProfessionals.one.gone.title'),
    text: text('staffProfessionals.one.gone.text'),
    link: { href: printed(address), text: text('staffProfessionals.one.gone.link') },
  })
}
