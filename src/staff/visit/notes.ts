/** Knows what happens when staff add a note to a visit. */
import { addNote } from '../../actions/addNote.ts'
import type { Problem } from '../../journey/form.ts'
import { unlessBusy } from '../../store/busy.ts'
import { errorPage } from '../../web/errors.ts'
import { busyProblem, sentIn } from '../../journey/formView.ts'
import type { Handler, Work } from '../../web/work.ts'
import { noteForm } from './noteForm.ts'
import { findOwnVisit, renderVisit } from './showVisit.ts'

async function add({ db, person, now }: Work, visitId: number, text: string): Promise<Problem[]> {
  const outcome = await unlessBusy(addNote(db, { visitId, personId: person.personId, text }, now))
  if (outcome === 'busy') return [busyProblem('note')]
  return 'done' in outcome ? [] : [{ field: 'note', problem: 'missing' }]
}

export const addsNote: Handler = async (work) => {
  const { request, response } = work
  const visit = await findOwnVisit(work)
  if (!visit) return errorPage(response, 'notFound')
  const typed = sentIn(noteForm, request.body)
  const parsed = noteForm.parse(typed)
  const problems = 'value' in parsed ? await add(work, visit.id, parsed.value.note) : parsed.problems
  if (problems.length === 0) return response.redirect(303, `/staff/visits/${visit.reference}?done=notes`)
  response.status(problems.some(({ problem }) => problem === 'busy') ? 503 : 422)
  await renderVisit(work, visit, { note: { typed, problems } })
}
