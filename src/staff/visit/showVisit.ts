/** Knows the page of one visit: what is known of it, and the decision form while it waits for one. */
import { parseReference } from '../../domain/reference.ts'
import type { Problem } from '../../journey/form.ts'
import { findVisitIdAt } from '../../store/findVisits.ts'
import { insertView } from '../../store/views.ts'
import { readVisit } from '../../store/visits.ts'
import type { Visit } from '../../store/visits.ts'
import { translator } from '../../text/translate.ts'
import { errorPage } from '../../web/errors.ts'
import type { ChangeSent } from '../change/changeForm.ts'
import { changeView } from '../change/changeView.ts'
import { sentView } from '../desk/sent.ts'
import { attendanceView } from './attendanceForm.ts'
import type { FormProblem, Typed } from './decisionForm.ts'
import { decisionView } from './decisionView.ts'
import { noteView } from './noteForm.ts'
import type { NoteSent } from './noteForm.ts'
import { outcomeRows } from './outcome.ts'
import { officialView, whoMayBeVerified } from './officialView.ts'
import { visitActions } from './visitActions.ts'
import { readFacts } from './visitFacts.ts'
import { visitPage } from './visitPage.ts'
import { visitStory } from './visitStory.ts'
import type { Handler, Work } from '../../web/work.ts'

export const showVisit: Handler = async (work) => {
  const visit = await openOwnVisit(work)
  if (!visit) return errorPage(work.response, 'notFound')
  await renderVisit(work, visit)
}

/** As `findOwnVisit`, for every page that shows what is known of one visit: it is kept who looked at it. */
export async function openOwnVisit(work: Work): Promise<Visit | undefined> {
  const visit = await findOwnVisit(work)
  if (visit) await insertView(work.db, { visitId: visit.id, personId: work.person.personId, now: work.now })
  return visit
}

/** The visit of the address, if it is at a prison of the reader's; others are as if they did not exist. */
export async function findOwnVisit({ request, db, person }: Work): Promise<Visit | undefined> {
  const reference = parseReference(String(request.params.reference))
  const id = reference && (await findVisitIdAt(db, reference, person.prisons))
  return id ? readVisit(db, id) : undefined
}

/** What was sent in one of the page's forms, and why it was not taken. */
interface Sent {
  decision?: { typed: Typed; problems: FormProblem[] }
  note?: NoteSent
  attendance?: Problem[]
  change?: ChangeSent
}

/** The page, with what was typed in its forms and what is wrong with it. */
export async function renderVisit(work: Work, visit: Visit, sent: Sent = {}): Promise<void> {
  const { request, response, db, person, now } = work
  const facts = await readFacts(db, visit, person, now)
  const mayVerify = whoMayBeVerified(facts.profile, person, now)
  const { typed = {}, problems = [] } = sent.decision ?? {}
  const decision =
    visit.status === 'requested'
      ? decisionView(visit, typed, problems, mayVerify)
      : { outcome: outcomeRows(visit, facts.events) }
  const note = noteView(visit, sent.note)
  const attendance = attendanceView(visit, now, sent.attendance)
  const change =
    facts.change &&
    changeView({ visit, now, ...facts, change: facts.change, clashes: facts.changeClashes }, sent.change)
  response.render('staff/visit', {
    ...visitPage({ visit, ...facts }, now),
    official: officialView(visit, facts.profile, person, now),
    ...visitStory({ visit, now, ...facts }),
    ...decision,
    ...sentView(request, visit),
    note,
    attendance,
    change,
    actions: visitActions(visit, facts.events, person, now),
    errors:
      note.errors ??
      attendance?.errors ??
      change?.errors ??
      ('errors' in decision ? decision.errors : undefined),
    done: doneOf(work, visit),
  })
}

const done = ['cancel', 'move', 'message', 'undo', 'attendance', 'notes', 'resend', 'change', 'joining']

/** What was just done, if the address says so: it is not said of what is no longer so. */
function doneOf({ request: { query } }: Work, { status }: Visit): string | undefined {
  const { text } = translator('en')
  if (query.decided === '1' && status !== 'requested') return text('staff.visit.decided')
  const what = done.find((name) => name === query.done)
  return what && text(`staff.${what}.done`)
}
