/** Knows the page of one visit: what is known of it, and the decision form while it waits for one. */
import { parseReference } from '../../domain/reference.ts'
import { listClashes, listPossibleDuplicates } from '../../store/clashes.ts'
import type { SignedIn } from '../../web/signIn.ts'
import type { Database } from '../../store/database.ts'
import { listEvents } from '../../store/events.ts'
import { listNotifications } from '../../store/notifications.ts'
import { findVisitIdAt } from '../../store/requests.ts'
import { insertView, listViewers } from '../../store/views.ts'
import { readVisit } from '../../store/visits.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { errorPage } from '../../web/errors.ts'
import type { FormProblem, Typed } from './decisionForm.ts'
import { decisionView } from './decisionView.ts'
import { outcomeRows } from './outcome.ts'
import { viewedSince } from '../viewed.ts'
import { visitPage } from './visitPage.ts'
import type { Handler, Work } from '../work.ts'

export const showVisit: Handler = async (work) => {
  const visit = await findOwnVisit(work)
  if (!visit) return errorPage(work.response, 'notFound')
  await insertView(work.db, { visitId: visit.id, personId: work.person.personId, now: work.now })
  await renderVisit(work, visit)
}

/** The visit of the address, if it is at a prison of the reader's; others are as if they did not exist. */
export async function findOwnVisit({ request, db, person }: Work): Promise<Visit | undefined> {
  const reference = parseReference(String(request.params.reference))
  const id = reference && (await findVisitIdAt(db, reference, person.prisons))
  return id ? readVisit(db, id) : undefined
}

/** The page, with what was typed in the form and what is wrong with it. */
export async function renderVisit(
  work: Work,
  visit: Visit,
  { typed, problems }: { typed: Typed; problems: FormProblem[] } = { typed: {}, problems: [] },
): Promise<void> {
  const { request, response, db, person, now } = work
  const facts = { visit, ...(await readFacts(db, visit.id, person, now)) }
  const isRequested = visit.status === 'requested'
  response.render('staff/visit', {
    ...visitPage(facts, now),
    ...(isRequested
      ? decisionView(visit, typed, problems)
      : { outcome: outcomeRows(visit, facts.events), isDecided: request.query.decided === '1' }),
  })
}

/** The page for who comes too late: what became of the request. */
export async function renderAlreadyDecided({ response, db }: Work, visit: Visit): Promise<void> {
  const events = await listEvents(db, visit.id)
  response.render('staff/already-decided', {
    title: translator('en').text('staff.alreadyDecided.title'),
    outcome: outcomeRows(visit, events),
    address: printed(`/staff/visits/${visit.reference}`),
  })
}

async function readFacts(db: Database, visitId: number, { personId, prisons }: SignedIn, now: Date) {
  const [clashes, duplicates, events, notifications, viewers] = await Promise.all([
    listClashes(db, visitId, prisons),
    listPossibleDuplicates(db, visitId, prisons),
    listEvents(db, visitId),
    listNotifications(db, visitId),
    listViewers(db, { visitId, since: viewedSince(now), exceptPersonId: personId }),
  ])
  return { clashes, duplicates, events, notifications, viewers }
}
