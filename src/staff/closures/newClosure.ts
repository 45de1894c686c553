/** Knows how a manager closes dates or a slot: a form, a page that shows who is affected, then the closure. */
import { changeTimetable } from '../../actions/changeTimetable.ts'
import { londonDate } from '../../domain/dates.ts'
import type { Typed } from '../../journey/form.ts'
import { isBusy } from '../../store/database.ts'
import { listFlagged } from '../../store/flagged.ts'
import type { Place } from '../../store/places.ts'
import { readTimetable } from '../../store/timetables.ts'
import { errorPage } from '../../web/errors.ts'
import { busyProblem, numberIn, sentIn } from '../../journey/formView.ts'
import { atPlace } from '../place.ts'
import type { Work } from '../../web/work.ts'
import { closureForm, readClosure } from './closureForm.ts'
import type { Close } from './closureForm.ts'
import { askedOf, refuse, showCheck, showForm } from './closurePages.ts'

export const showNewClosure = atPlace((work) => showForm(work))

/** POST: the page that shows what would be closed; back to the form for who wants to change it. */
export const checkClosure = atPlace(async (work, place) => {
  const typed = sentIn(closureForm, work.request.body)
  if ((work.request.body as Typed | undefined)?.back !== undefined) return showForm(work, { typed })
  const read = readClosure(typed)
  if ('problems' in read) return showForm(work, { typed, problems: read.problems, status: 422 })
  try {
    await showCheck(work, { place, close: read.close, typed, outOfDate: false })
  } catch (error) {
    showBusy(work, typed, error)
  }
})

/** POST: closes, once however often it is sent. */
export const closeSlots = atPlace(async (work, place) => {
  const typed = sentIn(closureForm, work.request.body)
  const read = readClosure(typed)
  if ('problems' in read) return showForm(work, { typed, problems: read.problems, status: 422 })
  try {
    await close(work, place, read.close, typed)
  } catch (error) {
    showBusy(work, typed, error)
  }
})

async function close(work: Work, place: Place, asked: Close, typed: Typed): Promise<void> {
  const { request, response, db, now } = work
  const outcome = await changeTimetable(
    db,
    askedOf(work, place.id, asked, numberIn(request.body, 'version')),
    now,
  )
  if ('changed' in outcome) {
    return goOn(
      work,
      place,
      outcome.changed.removed.some(({ visits }) => visits.length > 0),
    )
  }
  if (outcome.refused === 'unknown') return errorPage(response, 'notFound')
  if (await isClosed(work, place, asked)) return goOn(work, place, await hasFlags(work, place))
  if (Array.isArray(outcome.refused)) {
    return refuse(work, { place, close: asked, typed, refused: outcome.refused })
  }
  await showCheck(work, { place, close: asked, typed, outOfDate: true })
}

/** Whether the very same closure is there: the form was sent twice. */
async function isClosed({ db, now }: Work, place: Place, asked: Close): Promise<boolean> {
  const { closures } = await readTimetable(db, place.id, londonDate(now))
  const parts = ['visitType', 'from', 'to', 'starts', 'reason'] as const
  return closures.some((kept) => parts.every((part) => kept[part] === asked[part]))
}

async function hasFlags({ db, person, now }: Work, place: Place): Promise<boolean> {
  const filter = { prisons: person.prisons, place: place.slug, why: 'slot_closed', references: null } as const
  return (await listFlagged(db, { ...filter, page: 1, now })).total > 0
}

function showBusy(work: Work, typed: Typed, error: unknown): void {
  if (!isBusy(error)) throw error
  showForm(work, { typed, problems: [busyProblem('what')], status: 503 })
}

/** To the visits that are to be sorted out now, or back to the timetable. */
function goOn({ response }: Work, { slug }: Place, isAffecting: boolean): void {
  const flagged = new URLSearchParams({ place: slug, why: 'slot_closed', closed: '1' })
  response.redirect(303, isAffecting ? `/staff/flagged?${flagged.toString()}` : '/staff/timetable?saved=yes')
}
