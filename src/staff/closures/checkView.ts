/** Knows the page that shows what a closure affects, before anything is stored. */
import type { AffectedSlot, Effects } from '../../actions/changeTimetable.ts'
import type { Typed } from '../../journey/form.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { appointment, lastFirst } from '../../views/staffFormat.ts'
import { typeWord } from '../timetable/words.ts'
import { closureForm } from './closureForm.ts'
import type { Close } from './closureForm.ts'
import { closedWhen } from './closureWords.ts'

export interface Checked {
  close: Close
  effects: Effects
  typed: Typed
  /** Of the timetable, as the page shows it. */
  version: number
  placeName: string
  /** Whether somebody has changed the timetable since the page before. */
  outOfDate: boolean
}

const { text } = translator('en')

/** What `views/staff/closures/check.njk` shows. */
export function checkView({ close, effects: { removed }, typed, version, placeName, outOfDate }: Checked) {
  const ids = (status: string) =>
    new Set(removed.flatMap(({ visits }) => visits.filter((v) => v.status === status).map((v) => v.visitId)))
  const [booked, requested] = [ids('booked').size, ids('requested').size]
  const count = (key: string, many: number) =>
    many > 0 ? [printed(text(`staffClosures.check.${key}`, { count: many }))] : []
  return {
    title: text('staffClosures.check.title'),
    section: 'timetable',
    outOfDate,
    placeName: printed(placeName),
    when: printed(closedWhen(close)),
    visitType: typeWord(close.visitType),
    reason: printed(close.reason),
    counts: [...count('booked', booked), ...count('requested', requested)],
    slots: removed.filter(({ visits }) => visits.length > 0).map(slotView),
    version: printed(String(version)),
    sent: closureForm.controls.flatMap((name) =>
      typeof typed[name] === 'string' ? [{ name, value: printed(typed[name]) }] : [],
    ),
  }
}

function slotView(slot: AffectedSlot) {
  const time = text('staffClosures.check.slot', {
    time: appointment(slot),
    visitType: typeWord(slot.visitType),
  })
  return {
    heading: printed(time),
    caption: printed(text('staffClosures.check.table', { slot: time })),
    visits: slot.visits.map((visit) => ({
      ...printed({
        reference: visit.reference,
        address: `/staff/visits/${visit.reference}`,
        prisoner: lastFirst(visit.prisoner),
        prisonNumber: visit.prisonNumber,
        mainVisitor: lastFirst(visit.mainVisitor),
        people: visit.people,
      }),
      status: { state: visit.status, text: text(`staff.statuses.${visit.status}`) },
    })),
  }
}
