/** Knows the page that shows what a change would come to, before anything is saved. */
import type { Effects } from '../../actions/changeTimetable.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { numberIn } from '../../journey/formView.ts'
import { loweredView, removedView, visitsOf } from './affectedView.ts'
import type { Asked, Opened } from './changePage.ts'
import { addressOf, flagsIn, hiddenFields } from './sent.ts'
import { weeksView } from './weeksView.ts'

const { text } = translator('en')

/**
 * Shows the change, the visits that it affects, and the next four weeks before and after; `isAgain`: to who was about to
 * save when more visits came in.
 */
export function renderPreview(
  opened: Opened<unknown>,
  asked: Asked,
  effects: Effects,
  isAgain = false,
): void {
  const { work, timetable, today } = opened
  const { removed, lowered, weeks } = effects
  work.response.render('staff/timetable/preview', {
    title: text('staffTimetable.preview.title'),
    section: 'timetable',
    isAgain,
    address: printed(addressOf(work)),
    version: printed(String(numberIn(work.request.body, 'version'))),
    sent: hiddenFields(asked.typed),
    rows: printed(asked.rows),
    removed: removedView(removed.filter(({ visits }) => visits.length > 0)),
    removedCount: printed(text('staffTimetable.affected.removed', { count: visitsOf(removed).length })),
    lowered: loweredView(lowered, flagsIn(work.request.body)),
    seen: printed(visitsOf(lowered).join(',')),
    ...weeksView(weeks, timetable, asked.change, today),
  })
}
