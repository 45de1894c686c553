/** Knows the page of one professional: who they say they are, who verified them, and what they asked for here. */
import { z } from 'zod'
import { londonDate } from '../../domain/dates.ts'
import { isVerified, verificationEndings, verifiedFrom } from '../../domain/verification.ts'
import { oneOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem } from '../../journey/form.ts'
import { formView } from '../../journey/formView.ts'
import { listProfessionalEvents } from '../../store/professionalEvents.ts'
import type { ProfessionalEvent } from '../../store/professionalEvents.ts'
import { readProfessional } from '../../store/professionals.ts'
import type { Professional } from '../../store/professionals.ts'
import { listReferencesAskedAt } from '../../store/verifications.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { moment, tableDate } from '../../views/staffFormat.ts'
import { errorPage } from '../../web/errors.ts'
import type { Handler, Work } from '../../web/work.ts'
import { verifiedOf } from '../visit/officialView.ts'

const { text } = translator('en')

export const endForm = form({ why: oneOf(verificationEndings) })

/** Somebody who asked for a visit at a prison of the reader's; others are as if they did not exist. */
export interface Known {
  professional: Professional
  references: string[]
}

export async function findKnown({ request, db, person: { prisons } }: Work): Promise<Known | undefined> {
  const id = z.uuid().safeParse(request.params.professional)
  if (!id.success) return undefined
  const references = await listReferencesAskedAt(db, { prisons, personId: id.data })
  const professional = references.length > 0 ? await readProfessional(db, id.data) : undefined
  return professional && { professional, references }
}

/** GET /staff/professionals/:professional */
export const showProfessional: Handler = async (work) => {
  const known = await findKnown(work)
  if (known) await renderProfessional(work, known)
  else errorPage(work.response, 'notFound')
}

export async function renderProfessional(
  { request, response, db, now }: Work,
  { professional, references }: Known,
  problems: Problem[] = [],
): Promise<void> {
  const events = await listProfessionalEvents(db, professional.personId)
  const today = londonDate(now)
  const done = (['verified', 'ended'] as const).find((what) => what === request.query.done)
  response.render('staff/professionals/professional', {
    ...formView(endForm, 'staffProfessionals.one', { problems }),
    title: text('staffProfessionals.one.title'),
    section: 'professionals',
    done: done && text(`staffProfessionals.one.done.${done}`),
    address: printed(`/staff/professionals/${professional.personId}`),
    rows: rowsOf(professional),
    verified: verifiedOf(professional, now),
    mayEnd: isVerified(professional, today),
    verifyText: printed(text('staffProfessionals.one.verifyText', { date: tableDate(verifiedFrom(today)) })),
    whys: verificationEndings.map((value) => ({ value, text: text(`staffProfessionals.one.whys.${value}`) })),
    visits: references.map((reference) => printed({ reference, address: `/staff/visits/${reference}` })),
    history: events.map(eventOf),
  })
}

function rowsOf({ name, organisation, role, bodyNumber, phone, email }: Professional) {
  return Object.entries({ name, organisation, role, bodyNumber, phone, email })
    .filter(([, value]) => value !== '')
    .map(([label, value]) => ({ label: text(`staff.official.${label}`), value: printed(value) }))
}

const eventOf = ({ at, what, personName, details }: ProfessionalEvent) => ({
  title: text(`staffProfessionals.one.events.${what}`),
  why: typeof details.why === 'string' ? text(`staffProfessionals.one.whys.${details.why}`) : '',
  byAndWhen: printed(text('staff.outcome.byAndWhen', { by: personName, at: moment(at) })),
})
