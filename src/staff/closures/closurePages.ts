/** Knows the two pages of a new closure: the form, and what it would affect. */
import { previewTimetable } from '../../actions/changeTimetable.ts'
import type { TimetableRequest } from '../../actions/changeTimetable.ts'
import { londonDate } from '../../domain/dates.ts'
import type { LocalTime } from '../../domain/dates.ts'
import { slotTimesOn, visitTypes } from '../../domain/slots.ts'
import { planOf } from '../../domain/timetable.ts'
import type { TimetableProblem } from '../../domain/timetable.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { findPlace } from '../../store/places.ts'
import type { Place } from '../../store/places.ts'
import { readTimetable } from '../../store/timetables.ts'
import { translator } from '../../text/translate.ts'
import { errorPage } from '../../web/errors.ts'
import { formView } from '../../journey/formView.ts'
import { typeWord } from '../timetable/words.ts'
import type { Work } from '../../web/work.ts'
import { checkView } from './checkView.ts'
import { closureForm, closureKinds, closureTypes, longestReason, problemsOf } from './closureForm.ts'
import type { Close } from './closureForm.ts'

const { text } = translator('en')

interface Shown {
  typed?: Typed
  problems?: Problem[]
  status?: number
}

/** The form, with what was typed and what is wrong with it. */
export function showForm({ response }: Work, { typed = {}, problems = [], status = 200 }: Shown = {}): void {
  response.status(status).render('staff/closures/new', {
    title: text('staffClosures.new.title'),
    section: 'timetable',
    types: closureTypes.map((value) => ({ value, text: typeWord(value === 'all' ? null : value) })),
    kinds: closureKinds.map((value) => ({ value, text: text(`staffClosures.new.kinds.${value}`) })),
    longestReason,
    ...formView(closureForm, 'staffClosures.new', { typed, problems }),
  })
}

/** The closure as the timetable is asked for it; its reason is why. */
export function askedOf({ person }: Work, placeId: number, change: Close, version: number): TimetableRequest {
  return { placeId, version, personId: person.personId, change, why: change.reason, flag: [] }
}

interface Asked {
  place: Place
  close: Close
  typed: Typed
}

/** The page before the closure, as things are now; 409 for who has seen them as they were before. */
export async function showCheck(
  work: Work,
  { outOfDate, ...asked }: Asked & { outOfDate: boolean },
): Promise<void> {
  const { response, db, now } = work
  const place = (await findPlace(db, asked.place.id)) ?? asked.place
  const version = place.timetableVersion
  const outcome = await previewTimetable(db, askedOf(work, place.id, asked.close, version), now)
  if ('refused' in outcome) {
    return Array.isArray(outcome.refused)
      ? refuse(work, { ...asked, refused: outcome.refused })
      : errorPage(response, outcome.refused === 'unknown' ? 'notFound' : 'busy')
  }
  const page = checkView({ ...asked, effects: outcome.changed, version, placeName: place.name, outOfDate })
  response.status(outOfDate ? 409 : 200).render('staff/closures/check', page)
}

/** The form again, with why the closure cannot be. */
export async function refuse(
  work: Work,
  { place, close, typed, refused }: Asked & { refused: readonly TimetableProblem[] },
): Promise<void> {
  const starts = await listStarts(work, place, close)
  showForm(work, { typed, problems: problemsOf(refused, typed, starts), status: 422 })
}

/** When slots of the closure's first date begin. */
async function listStarts(
  { db, now }: Work,
  { id }: Place,
  { visitType, from }: Close,
): Promise<LocalTime[]> {
  const timetable = await readTimetable(db, id, londonDate(now))
  const times = visitTypes
    .filter((type) => (visitType ?? type) === type)
    .flatMap((type) => slotTimesOn(from, planOf(timetable, type)))
  return [...new Set(times.map(({ starts }) => starts))].sort()
}
