/** Timetables and changes of them for property tests, drawn around the changes of the clocks, leap days and the new year. */
import fc from 'fast-check'
import { addDays } from '../src/domain/dates.ts'
import type { SlotTime, VisitType } from '../src/domain/slots.ts'
import type {
  ExceptionTime,
  PlaceClosure,
  PlaceTimetable,
  TimeOfWeek,
  TimetableChange,
} from '../src/domain/timetable.ts'
import { applyChange } from '../src/domain/timetableChange.ts'
import { timetableProblems } from '../src/domain/timetableProblems.ts'
import { closureOf, exceptionOf } from './timetables.ts'

export const drawnTypes: VisitType[] = ['social', 'official_video']

/** Days before the clocks change (either way), before leap days and before the new year. */
export const drawnDay = fc.constantFrom('2026-03-20', '2026-10-20', '2028-02-20', '2028-02-28', '2026-12-20')
const hours = fc
  .tuple(fc.integer({ min: 0, max: 22 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 5 }))
  .map(([start, length, wanted]): SlotTime => ({
    starts: `${String(start).padStart(2, '0')}:30`,
    ends: `${String(Math.min(23, start + length)).padStart(2, '0')}:45`,
    wanted,
  }))
const visitType = fc.constantFrom(...drawnTypes)
const nullableType = fc.option(visitType, { nil: null })
const dateNear = (day: string, min = -10, max = 40) => fc.integer({ min, max }).map((n) => addDays(day, n))
const timeNear = (day: string, min = -10): fc.Arbitrary<TimeOfWeek> =>
  fc
    .record({
      hours,
      visitType,
      weekday: fc.integer({ min: 1, max: 7 }),
      validFrom: dateNear(day, min),
      validTo: fc.option(dateNear(day), { nil: null }),
    })
    .map(({ hours: time, ...rest }) => ({ ...time, ...rest }))
const exceptionNear = (day: string) =>
  fc
    .tuple(dateNear(day), visitType, hours)
    .map(([date, type, time]) => exceptionOf(date, { ...time, visitType: type }))
const closureNear = (day: string) =>
  fc
    .tuple(dateNear(day), fc.integer({ min: 0, max: 9 }), nullableType, fc.option(hours, { nil: null }))
    .map(([from, days, type, time]) =>
      closureOf(from, addDays(from, days), { visitType: type, starts: time?.starts ?? null }),
    )
export const wholeNear = (day: string) =>
  fc.record({
    times: fc.array(timeNear(day), { maxLength: 12 }),
    exceptions: fc.array(exceptionNear(day), { maxLength: 4 }),
    closures: fc.array(closureNear(day), { maxLength: 3 }),
  })

interface Drawn {
  times: TimeOfWeek[]
  exceptions: ExceptionTime[]
  closures: PlaceClosure[]
}

const empty: PlaceTimetable = { times: [], exceptions: [], closures: [] }

/** Keeps the rows of a drawn timetable that may stand together and are read on that day, as if they were stored. */
export function stored(drawn: Drawn, day: string): PlaceTimetable {
  const { times, exceptions, closures } = importOf(drawn, '2000-01-01')
  return {
    times: times
      .filter(({ validTo }) => validTo === null || validTo >= day)
      .map((one, id) => ({ ...one, id })),
    exceptions: exceptions.filter(({ date }) => date >= day).map((one, id) => ({ ...one, id })),
    closures: closures.filter(({ to }) => to >= day).map((one, id) => ({ ...one, id })),
  }
}

/** The rows of a drawn timetable that may be imported together on that day. */
function importOf(drawn: Drawn, day: string) {
  const all = { kind: 'import', ...drawn } as const
  const wrong = new Set(timetableProblems(empty, all, day).map(({ index }) => index))
  const { times, exceptions, closures } = drawn
  const rightFrom = (offset: number) => (_row: unknown, n: number) => !wrong.has(offset + n)
  return {
    kind: 'import' as const,
    times: times.filter(rightFrom(0)),
    exceptions: exceptions.filter(rightFrom(times.length)),
    closures: closures.filter(rightFrom(times.length + exceptions.length)),
  }
}

const changeNear = (day: string): fc.Arbitrary<TimetableChange> => {
  const id = fc.integer({ min: 0, max: 11 })
  const kind = <Kind extends TimetableChange['kind']>(name: Kind) => fc.constant(name)
  return fc.oneof(
    fc.record({ kind: kind('addTimes'), times: fc.array(timeNear(day, 1), { minLength: 1, maxLength: 2 }) }),
    fc
      .record({ kind: kind('changeTime'), timeId: id, from: dateNear(day, 1), hours })
      .map(({ hours: time, ...rest }) => ({ ...rest, ...time })),
    fc.record({ kind: kind('endTime'), timeId: id, lastDate: dateNear(day, 0) }),
    fc.record({
      kind: kind('setException'),
      visitType,
      date: dateNear(day, 1),
      times: fc.array(hours, { minLength: 1, maxLength: 2 }),
    }),
    fc.record({ kind: kind('removeException'), visitType, date: dateNear(day, 1) }),
    closureNear(day).map((closure) => ({ kind: 'close' as const, ...closure })),
    fc.record({ kind: kind('reopen'), closureId: fc.integer({ min: 0, max: 2 }) }),
    wholeNear(day).map((drawn) => importOf(drawn, day)),
  )
}

/** A day, a timetable, a change that can be made, and the timetable after it. */
export const drawnChanges = drawnDay
  .chain((day) => fc.tuple(fc.constant(day), wholeNear(day), changeNear(day)))
  .map(([day, drawn, change]) => ({ day, before: stored(drawn, day), change }))
  .filter(({ day, before, change }) => timetableProblems(before, change, day).length === 0)
  .map((drawn) => ({ ...drawn, after: applyChange(drawn.before, drawn.change, drawn.day) }))
