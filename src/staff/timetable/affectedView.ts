/** Knows how the visits are listed that a change of the timetable affects, by slot. */
import type { AffectedSlot, AffectedVisit } from '../../actions/changeTimetable.ts'
import { translator } from '../../text/translate.ts'
import { printed } from '../../views/printed.ts'
import { appointment, lastFirst } from '../../views/staffFormat.ts'
import { typeWord } from './words.ts'

const { text } = translator('en')

const heading = (slot: AffectedSlot): string =>
  text('staffTimetable.affected.slot', { time: appointment(slot), type: typeWord(slot.visitType) })

const factsOf = (visit: AffectedVisit) => ({
  ...printed({
    reference: visit.reference,
    address: `/staff/visits/${visit.reference}`,
    prisoner: `${lastFirst(visit.prisoner)}, ${visit.prisonNumber}`,
    mainVisitor: lastFirst(visit.mainVisitor),
    people: visit.people,
  }),
  status: { state: visit.status, text: text(`staff.statuses.${visit.status}`) },
})

/** Slots that go, with all their visits. */
export const removedView = (slots: readonly AffectedSlot[]) =>
  slots.map((slot) => ({ heading: printed(heading(slot)), visits: slot.visits.map(factsOf) }))

/** Slots lowered below use: each visit is a box to tick; those of `ticked` are. */
export const loweredView = (slots: readonly AffectedSlot[], ticked: readonly number[]) =>
  slots.map((slot) => ({
    heading: printed(heading(slot)),
    hint: printed(
      text('staffTimetable.affected.lowered', { wanted: slot.wanted, taken: slot.booked + slot.held }),
    ),
    visits: slot.visits.map((visit) => ({
      value: printed(String(visit.visitId)),
      checked: ticked.includes(visit.visitId),
      text: printed(`${visit.reference}: ${lastFirst(visit.prisoner)}, ${visit.prisonNumber}`),
      hint: {
        text: printed(
          text('staffTimetable.affected.visit', {
            mainVisitor: lastFirst(visit.mainVisitor),
            people: text('staffTimetable.affected.people', { count: visit.people }),
            status: text(`staff.statuses.${visit.status}`),
          }),
        ),
      },
    })),
  }))

/** Ids of the visits of slots; one that asks for two of them is there once. */
export const visitsOf = (slots: readonly AffectedSlot[]): number[] => [
  ...new Set(slots.flatMap(({ visits }) => visits.map(({ visitId }) => visitId))),
]
