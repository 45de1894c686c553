/** Knows the pages for who comes too late: the visit is not any more what their page showed, and nothing was done. */
import { listEvents } from '../../store/events.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import type { Work } from '../../web/work.ts'
import { outcomeRows } from './outcome.ts'
import { findOwnVisit } from './showVisit.ts'

/** Refusals by an action that mean: somebody else has been at it. */
const changes = new Set(['changed', 'notBooked', 'notDecided', 'alreadyDecided'])

/** What became of the visit, with the words at `staff.<words>`. */
export async function showOutcome(
  { response, db }: Work,
  visit: Visit,
  words: 'alreadyDecided' | 'visitChanged' | 'changeGone',
): Promise<void> {
  const { text } = translator('en')
  const events = await listEvents(db, visit.id)
  response.status(409).render('staff/already-decided', {
    title: text(`staff.${words}.title`),
    text: text(`staff.${words}.text`),
    link: text(`staff.${words}.link`),
    outcome: outcomeRows(visit, events),
    address: printed(`/staff/visits/${visit.reference}`),
  })
}

/** The visit as it is now, for whose page is older. */
export async function showChanged(work: Work): Promise<void> {
  const visit = await findOwnVisit(work)
  if (!visit) return errorPage(work.response, 'notFound')
  await showOutcome(work, visit, 'visitChanged')
}

/** Why something is not done, at `staff.<name>.refused.<why>`, or the visit as it is now. */
export async function showRefused(work: Work, visit: Visit, name: string, why: string): Promise<void> {
  if (changes.has(why)) return showChanged(work)
  const { text } = translator('en')
  work.response.status(409).render('staff/message', {
    title: text(`staff.${name}.refused.title`),
    text: text(`staff.${name}.refused.${why}`),
    link: { href: printed(`/staff/visits/${visit.reference}`), text: text('staff.visitChanged.link') },
  })
}
