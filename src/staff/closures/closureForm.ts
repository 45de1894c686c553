/** Knows the form for a closure: a date, some dates or one slot, of one type of visit or of all, and why. */
import { addDays } from '../../domain/dates.ts'
import type { LocalDate, LocalTime } from '../../domain/dates.ts'
import { visitTypes } from '../../domain/slots.ts'
import type { VisitType } from '../../domain/slots.ts'
import type { TimetableChange, TimetableProblem } from '../../domain/timetable.ts'
import { oneOf } from '../../journey/fields.ts'
import { form } from '../../journey/form.ts'
import type { Problem, Typed } from '../../journey/form.ts'
import { pickedDate, someText, timeOfDay } from '../fields.ts'

export type Close = Extract<TimetableChange, { kind: 'close' }>

export const closureTypes = ['all', ...visitTypes] as const
export const closureKinds = ['date', 'range', 'slot'] as const

export const longestReason = 500

/** Most days between the first date and the last. */
const longestRange = 366

const which = { visitType: oneOf(closureTypes), what: oneOf(closureKinds) }
const why = { reason: someText(longestReason) }
const ofDate = { date: pickedDate }
const ofRange = { from: pickedDate, to: pickedDate }
const ofSlot = { slotDate: pickedDate, starts: timeOfDay }

/** Every control of the page; only those of the kind chosen are read. */
export const closureForm = form({ ...which, ...ofDate, ...ofRange, ...ofSlot, ...why })

const nothingChosen = form({ ...which, ...why })
const oneDate = form({ ...which, ...ofDate, ...why })
const someDates = form({ ...which, ...ofRange, ...why })
const oneSlot = form({ ...which, ...ofSlot, ...why })

type Read = { close: Close } | { problems: Problem[] }

/** What was typed as a closure, or what is wrong with it by itself. */
export function readClosure(typed: Typed): Read {
  if (typed.what === 'date') {
    const read = oneDate.parse(typed)
    return 'problems' in read ? read : { close: closeOf(read.value, read.value.date, read.value.date, null) }
  }
  if (typed.what === 'slot') {
    const read = oneSlot.parse(typed)
    if ('problems' in read) return read
    const { slotDate, starts } = read.value
    return { close: closeOf(read.value, slotDate, slotDate, starts) }
  }
  if (typed.what === 'range') return readRange(typed)
  const read = nothingChosen.parse(typed)
  return { problems: 'problems' in read ? read.problems : [] }
}

function readRange(typed: Typed): Read {
  const read = someDates.parse(typed)
  if ('problems' in read) return read
  const { from, to } = read.value
  if (to < from) return { problems: [{ field: 'to', problem: 'beforeFrom' }] }
  if (to > addDays(from, longestRange)) return { problems: [{ field: 'to', problem: 'tooFar' }] }
  return { close: closeOf(read.value, from, to, null) }
}

function closeOf(
  { visitType, reason }: { visitType: 'all' | VisitType; reason: string },
  from: LocalDate,
  to: LocalDate,
  starts: LocalTime | null,
): Close {
  return { kind: 'close', visitType: visitType === 'all' ? null : visitType, from, to, starts, reason }
}

const firstControl: Record<string, string> = { date: 'date', range: 'from', slot: 'slotDate' }

/** Why a well-formed closure cannot be; `starts` are the times at which slots of that date begin. */
export function problemsOf(
  refused: readonly TimetableProblem[],
  typed: Typed,
  starts: readonly LocalTime[],
): Problem[] {
  const [first] = refused
  if (first?.problem === 'timeUnknown') {
    const problem = starts.length > 0 ? 'timeUnknown' : 'noSlots'
    return [{ field: 'starts', problem, values: { times: starts.join(', ') } }]
  }
  const field = firstControl[String(typed.what)] ?? 'what'
  return [{ field, problem: first?.problem === 'past' ? 'past' : 'closedAlready' }]
}
