/** Knows a change that was saved before: the button was pressed twice, or the answer was lost on its way. */
import { londonDate } from '../../domain/dates.ts'
import type { Kept, PlaceTimetable } from '../../domain/timetable.ts'
import { applyChange } from '../../domain/timetableChange.ts'
import { isSame, sidesOf, timetableDifference } from '../../domain/timetableDifference.ts'
import type { Place } from '../../store/places.ts'
import { listTimetableEvents } from '../../store/timetableEvents.ts'
import type { TimetableEvent } from '../../store/timetableEvents.ts'
import { readTimetable } from '../../store/timetables.ts'
import type { StoredTimetable } from '../../store/timetables.ts'
import { numberIn } from '../../journey/formView.ts'
import type { Work } from '../../web/work.ts'
import type { ChangePage } from './changePage.ts'
import { stepIn } from './sent.ts'

/** Whether the last change of the timetable is the very one that is sent: this person made it of the version sent. */
export async function wasSavedBefore<Subject>(
  page: ChangePage<Subject>,
  work: Work,
  place: Place,
): Promise<boolean> {
  const { request, db, person, now } = work
  const today = londonDate(now)
  const timetable = await readTimetable(db, place.id, today)
  const isNext = timetable.version === numberIn(request.body, 'version') + 1
  if (stepIn(request.body) !== 'save' || !isNext) return false
  const [last] = await listTimetableEvents(db, place.id, 1)
  if (last?.personId !== person.personId) return false
  const before = timetableBefore(timetable, last)
  const subject = page.find(request.params, before, today)
  if (!subject) return false
  const asked = page.read({ work, place, today, timetable: before, subject })
  if ('problems' in asked || asked.why !== last.why) return false
  return comesTo(last, before, applyChange(before, asked.change, today))
}

/** The timetable without its last change. */
const timetableBefore = (
  { version, times, exceptions, closures }: StoredTimetable,
  { before, after }: TimetableEvent,
): StoredTimetable => ({
  version: version - 1,
  times: entriesBefore(times, before?.times, after?.times),
  exceptions: entriesBefore(exceptions, before?.exceptions, after?.exceptions),
  closures: entriesBefore(closures, before?.closures, after?.closures),
})

function entriesBefore<Entry extends { id: number }>(
  now: readonly Entry[],
  before: readonly Kept<Omit<Entry, 'id'>>[] = [],
  after: readonly object[] = [],
): Entry[] {
  const kept = now.filter((entry) => !after.some((one) => isSame(one, entry)))
  return [...kept, ...before.filter((entry): entry is Kept<Omit<Entry, 'id'>> & Entry => entry.id !== null)]
}

function comesTo({ before, after }: TimetableEvent, was: PlaceTimetable, is: PlaceTimetable): boolean {
  const { times, exceptions, closures } = timetableDifference(was, is)
  const made = { times: sidesOf(times), exceptions: sidesOf(exceptions), closures: sidesOf(closures) }
  const lists = ['times', 'exceptions', 'closures'] as const
  return lists.every(
    (list) => areSame(made[list].before, before?.[list]) && areSame(made[list].after, after?.[list]),
  )
}

const areSame = (some: readonly object[], others: readonly object[] = []): boolean =>
  some.length === others.length && some.every((one) => others.some((other) => isSame(one, other)))
