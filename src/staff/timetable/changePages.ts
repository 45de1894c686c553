/**
 * Knows how every change of a timetable goes: a form, a preview that saves nothing, then saving. All three are sent to
 * the form's own address; the control `step` says which button was pressed.
 */
import { changeTimetable, previewTimetable } from '../../actions/changeTimetable.ts'
import { londonDate } from '../../domain/dates.ts'
import { unlessBusy } from '../../store/busy.ts'
import { listFlagged } from '../../store/flagged.ts'
import type { Place } from '../../store/places.ts'
import { readTimetable } from '../../store/timetables.ts'
import { errorPage } from '../../web/errors.ts'
import { busyProblem, numberIn } from '../../journey/formView.ts'
import { atPlace } from '../place.ts'
import type { Handler, Work } from '../../web/work.ts'
import type { Asked, ChangePage, Opened } from './changePage.ts'
import { renderConflict } from './conflict.ts'
import { renderForm } from './formPage.ts'
import { showConflict, showMore } from './notAsSeen.ts'
import { renderPreview } from './previewPage.ts'
import { wasSavedBefore } from './savedBefore.ts'
import { flagsIn, seenIn, stepIn } from './sent.ts'

/** The two handlers of a way to change the timetable. */
export function changePages<Subject>(page: ChangePage<Subject>): { show: Handler; send: Handler } {
  return {
    show: atPlace(async (work, place) => {
      const opened = await open(page, work, place)
      if (!opened) return errorPage(work.response, 'notFound')
      const elsewhere = page.elsewhere?.(opened)
      if (elsewhere) return work.response.redirect(303, elsewhere)
      renderForm(page, opened, { typed: page.start(opened) })
    }),
    send: atPlace(async (work, place) => {
      const opened = await open(page, work, place)
      if (opened) await receive(page, opened)
      else await receiveTooLate(page, work, place)
    }),
  }
}

/** The page's subject as it is now; none when there is no such thing, or not any more. */
async function open<Subject>(
  page: ChangePage<Subject>,
  work: Work,
  place: Place,
): Promise<Opened<Subject> | undefined> {
  const today = londonDate(work.now)
  const timetable = await readTimetable(work.db, place.id, today)
  const subject = page.find(work.request.params, timetable, today)
  return subject && { work, place, today, timetable, subject }
}

/** What the form was about is gone: by this form, or another manager was quicker, or there never was such a thing. */
async function receiveTooLate<Subject>(page: ChangePage<Subject>, work: Work, place: Place): Promise<void> {
  if (await wasSavedBefore(page, work, place)) return goOnAgain(work, place)
  const timetable = await readTimetable(work.db, place.id, londonDate(work.now))
  const version = numberIn(work.request.body, 'version')
  const isLate = version > 0 && version < timetable.version
  if (isLate) await renderConflict(work, place, timetable)
  else errorPage(work.response, 'notFound')
}

async function receive<Subject>(page: ChangePage<Subject>, opened: Opened<Subject>): Promise<void> {
  const { response, request } = opened.work
  const isBack = stepIn(request.body) === 'change'
  const read = page.read(opened)
  if (isBack) return renderForm(page, opened, { typed: read.typed })
  if ('problems' in read) {
    response.status(422)
    return renderForm(page, opened, read)
  }
  await ask(page, opened, read)
}

/** Looks at the change or saves it. */
async function ask<Subject>(page: ChangePage<Subject>, opened: Opened<Subject>, asked: Asked): Promise<void> {
  const { work, place } = opened
  const { response, request, db, person, now } = work
  const isSaved = stepIn(request.body) === 'save'
  const { change, why } = asked
  const version = numberIn(request.body, 'version')
  const flag = flagsIn(request.body)
  const wanted = { placeId: place.id, version, personId: person.personId, change, why, flag }
  const seen = seenIn(request.body)
  const outcome = await unlessBusy(
    isSaved ? changeTimetable(db, { ...wanted, seen }, now) : previewTimetable(db, wanted, now),
  )
  if (outcome === 'busy') {
    response.status(503)
    return renderForm(page, opened, { ...asked, problems: [busyProblem(page.firstField)] })
  }
  if ('changed' in outcome) {
    if (!isSaved) return renderPreview(opened, asked, outcome.changed)
    return goOn(work, place, outcome.changed.removed.length > 0 || flag.length > 0)
  }
  if (outcome.refused === 'outOfDate') {
    const isAgain = await wasSavedBefore(page, work, place)
    return isAgain ? goOnAgain(work, place) : showConflict(opened, asked, wanted)
  }
  if (outcome.refused === 'moreAffected') return showMore(page, opened, asked, wanted)
  if (outcome.refused === 'unknown') return errorPage(response, 'notFound')
  response.status(422)
  renderForm(page, opened, { ...asked, ...asked.refused(outcome.refused) })
}

function goOn({ request, response }: Work, { slug }: Place, isFlagged: boolean): void {
  request.session.chosenPlace = slug
  response.redirect(303, `/staff/timetable?saved=${isFlagged ? 'flagged' : 'yes'}`)
}

/** For who has saved it before: what it flagged may have been sorted out since. */
async function goOnAgain(work: Work, place: Place): Promise<void> {
  const { db, person, now } = work
  const filter = { prisons: person.prisons, place: place.slug, why: null, references: null, page: 1, now }
  goOn(work, place, (await listFlagged(db, filter)).total > 0)
}
