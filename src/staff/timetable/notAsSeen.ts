/** Knows what is shown to who was about to save a change when things are not as the page showed them any more. */
import { previewTimetable } from '../../actions/changeTimetable.ts'
import type { TimetableRequest } from '../../actions/changeTimetable.ts'
import { unlessBusy } from '../../store/busy.ts'
import { readTimetable } from '../../store/timetables.ts'
import { busyProblem } from '../../journey/formView.ts'
import type { Asked, ChangePage, Opened } from './changePage.ts'
import { renderConflict } from './conflict.ts'
import { renderForm } from './formPage.ts'
import { renderPreview } from './previewPage.ts'

/** Visits came in behind the preview: it is shown again with them, and nothing is saved. */
export async function showMore<Subject>(
  page: ChangePage<Subject>,
  opened: Opened<Subject>,
  asked: Asked,
  wanted: TimetableRequest,
): Promise<void> {
  const { db, now, response } = opened.work
  const outcome = await unlessBusy(previewTimetable(db, wanted, now))
  if (outcome !== 'busy' && 'changed' in outcome) {
    response.status(409)
    return renderPreview(opened, asked, outcome.changed, true)
  }
  response.status(503)
  renderForm(page, opened, { ...asked, problems: [busyProblem(page.firstField)] })
}

/** Another manager was quicker: both versions, and what this change would make of theirs. */
export async function showConflict<Subject>(
  opened: Opened<Subject>,
  asked: Asked,
  wanted: TimetableRequest,
): Promise<void> {
  const { work, place, today } = opened
  const timetable = await readTimetable(work.db, place.id, today)
  const onTop = { ...wanted, version: timetable.version, flag: [] }
  const outcome = await unlessBusy(previewTimetable(work.db, onTop, work.now))
  const effects = outcome !== 'busy' && 'changed' in outcome ? outcome.changed : undefined
  await renderConflict(work, place, timetable, { asked, effects })
}
