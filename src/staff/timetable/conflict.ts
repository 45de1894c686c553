/** Knows the page for a manager whom another was quicker than: both versions, and how to go on (409). */
import type { Effects } from '../../actions/changeTimetable.ts'
import { londonDate } from '../../domain/dates.ts'
import type { Place } from '../../store/places.ts'
import { listTimetableEvents } from '../../store/timetableEvents.ts'
import type { TimetableEvent, TouchedEntries } from '../../store/timetableEvents.ts'
import type { StoredTimetable } from '../../store/timetables.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { numberIn } from '../../journey/formView.ts'
import { moment } from '../../views/staffFormat.ts'
import type { Work } from '../../web/work.ts'
import type { Asked } from './changePage.ts'
import { closureWords, exceptionWords, timeOfWeekWords } from './entryWords.ts'
import { addressOf, hiddenFields } from './sent.ts'
import { weeksView } from './weeksView.ts'

const { text } = translator('en')

/** More would not be read. */
const mostEvents = 20

/** What was about to be saved; `effects` on the timetable as it is now, none if it does not fit any more. */
export interface Late {
  asked: Asked
  effects: Effects | undefined
}

export async function renderConflict(
  work: Work,
  place: Place,
  timetable: StoredTimetable,
  late?: Late,
): Promise<void> {
  const missed = Math.max(0, timetable.version - numberIn(work.request.body, 'version'))
  const events = await listTimetableEvents(work.db, place.id, Math.min(missed, mostEvents))
  const today = londonDate(work.now)
  work.response.status(409).render('staff/timetable/conflict', {
    title: text('staffTimetable.conflict.title'),
    section: 'timetable',
    events: events.map(eventView),
    mine: late && {
      address: printed(addressOf(work)),
      version: printed(String(timetable.version)),
      sent: hiddenFields(late.asked.typed),
      rows: printed(late.asked.rows),
      after: late.effects && weeksView(late.effects.weeks, timetable, late.asked.change, today),
    },
  })
}

const eventView = ({ at, what, by, before, after, why }: TimetableEvent) => ({
  what: text(`staffTimetable.events.${what}`),
  ...printed({
    byAndWhen: text('staffTimetable.conflict.byAndWhen', { by, at: moment(at) }),
    before: linesOf(before),
    after: linesOf(after),
    why,
  }),
})

const linesOf = (entries: TouchedEntries | null): string[] => [
  ...(entries?.times ?? []).map(timeOfWeekWords),
  ...(entries?.exceptions ?? []).map(exceptionWords),
  ...(entries?.closures ?? []).map(closureWords),
]
