/** Knows what happens when staff flag all visits to come of a prisoner or of a visitor. */
import { flagFutureVisits } from '../../actions/flagFutureVisits.ts'
import type { FlagRequest } from '../../actions/flagFutureVisits.ts'
import { isOfficialVisitor } from '../../domain/party.ts'
import { isBusy } from '../../store/database.ts'
import { errorPage } from '../../web/errors.ts'
import { busyProblem, sentIn } from '../../journey/formView.ts'
import { findOwnVisit, openOwnVisit } from '../visit/showVisit.ts'
import type { Handler, Work } from '../../web/work.ts'
import { prisonerForm, renderFlagPage } from './flagForm.ts'
import type { Subject } from './flagForm.ts'

type FindSubject = (work: Work, find: typeof findOwnVisit) => Promise<Subject | undefined>

/** The prisoner of the address's visit. */
const prisonerOf: FindSubject = async (work, find) => {
  const visit = await find(work)
  if (!visit) return undefined
  const { prisonNumber, prisoner, reference } = visit
  const address = `/staff/search/${reference}/prisoner`
  return { kind: 'prisoner', whose: { prisonNumber }, person: prisoner, number: prisonNumber, address }
}

/** The person at the address's position in the visit's party; who comes officially is not known by a date of birth. */
const visitorOf: FindSubject = async (work, find) => {
  const visit = await find(work)
  const position = String(work.request.params.position)
  const visitor = /^\d$/.test(position) ? visit?.party[Number(position)] : undefined
  if (!visit || !visitor || isOfficialVisitor(visitor)) return undefined
  const address = `/staff/search/${visit.reference}/visitors/${position}`
  return { kind: 'visitor', whose: { visitor }, person: visitor, address }
}

const show =
  (subjectOf: FindSubject): Handler =>
  async (work) => {
    const subject = await subjectOf(work, openOwnVisit)
    if (subject) await renderFlagPage(work, subject)
    else errorPage(work.response, 'notFound')
  }

export const showPrisoner = show(prisonerOf)
export const showVisitor = show(visitorOf)

/** POST: flags the prisoner's visits for the reason that was chosen. */
export const flagPrisoner: Handler = async (work) => {
  const subject = await prisonerOf(work, findOwnVisit)
  if (!subject) return errorPage(work.response, 'notFound')
  const typed = sentIn(prisonerForm, work.request.body)
  const parsed = prisonerForm.parse(typed)
  if ('problems' in parsed) {
    work.response.status(422)
    return renderFlagPage(work, subject, { typed, problems: parsed.problems })
  }
  try {
    await flag(work, subject, parsed.value.why)
  } catch (error) {
    if (!isBusy(error)) throw error
    work.response.status(503)
    await renderFlagPage(work, subject, { typed, problems: [busyProblem('why')] })
  }
}

/** POST: flags the visitor's visits; a ban is the only reason. */
export const flagVisitor: Handler = async (work) => {
  const subject = await visitorOf(work, findOwnVisit)
  if (subject) await flag(work, subject, 'visitor_banned')
  else errorPage(work.response, 'notFound')
}

async function flag(work: Work, { whose }: Subject, why: FlagRequest['why']): Promise<void> {
  const { response, db, now } = work
  const { personId, prisons } = work.person
  await flagFutureVisits(db, { whose, why, prisons, personId }, now)
  response.redirect(303, '/staff/flagged?flagged=1')
}
