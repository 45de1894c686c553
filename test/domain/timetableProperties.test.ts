/** What holds of every change of every timetable, around the changes of the clocks, leap days and the new year. */
import fc from 'fast-check'
import { addDays, datesBetween, isoWeekday, londonInstant } from '../../src/domain/dates.ts'
import { slotTimesOn, visitTypes } from '../../src/domain/slots.ts'
import type { SlotTime, VisitType } from '../../src/domain/slots.ts'
import { planOf } from '../../src/domain/timetable.ts'
import type { PlaceTimetable, TimetableChange } from '../../src/domain/timetable.ts'
import { applyChange } from '../../src/domain/timetableChange.ts'
import { isNoDifference, timetableDifference } from '../../src/domain/timetableDifference.ts'
import { fateOf, weeksAhead } from '../../src/domain/timetableEffects.ts'
import { timetableProblems } from '../../src/domain/timetableProblems.ts'
import { drawnChanges, drawnDay, drawnTypes, stored, wholeNear } from '../drawnTimetables.ts'
import { withoutId } from '../timetables.ts'

const horizon = 42

const timesOn = (timetable: PlaceTimetable, date: string, type: VisitType) =>
  slotTimesOn(date, planOf(timetable, type))

const closes = ({ kind }: TimetableChange) => ['close', 'reopen', 'import'].includes(kind)

test('no change touches a day before tomorrow, a closure none before today', () => {
  fc.assert(
    fc.property(drawnChanges, ({ day, before, change, after }) => {
      const last = addDays(day, closes(change) ? -1 : 0)
      for (const type of drawnTypes) {
        for (const date of datesBetween(addDays(day, -9), last)) {
          expect(timesOn(after, date, type)).toEqual(timesOn(before, date, type))
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('no times of a type overlap on any day after a change', () => {
  fc.assert(
    fc.property(drawnChanges, ({ day, after }) => {
      for (const type of drawnTypes) {
        for (const date of datesBetween(day, addDays(day, horizon))) {
          const times = timesOn(after, date, type)
          expect(times.every((time, n) => n === 0 || (times[n - 1]?.ends ?? '') <= time.starts)).toBe(true)
        }
      }
    }),
    { numRuns: 150 },
  )
})

/** What the times of a day become, said again without a timetable. */
function expected(
  { before, change, day }: { before: PlaceTimetable; change: TimetableChange; day: string },
  date: string,
  type: VisitType,
): SlotTime[] | undefined {
  const plain = ({ starts, ends, wanted }: SlotTime) => ({ starts, ends, wanted })
  const inOrder = (times: SlotTime[]) => times.map(plain).sort((a, b) => a.starts.localeCompare(b.starts))
  const plan = planOf(before, type)
  const open = plan.closures.every(({ from, to }) => date < from || to < date)
  const weekly = slotTimesOn(date, { ...plan, exceptions: [], closures: [] })
  const isException = plan.exceptions.some((one) => one.date === date)
  if (change.kind === 'close') {
    const { from, to, starts } = change
    const isMeant = from <= date && date <= to && (change.visitType ?? type) === type
    return timesOn(before, date, type).filter((time) => !isMeant || (starts ?? time.starts) !== time.starts)
  }
  if (!open || date <= day) return undefined
  if (change.kind === 'setException' && change.date === date && change.visitType === type)
    return inOrder(change.times)
  if (change.kind === 'removeException' && change.date === date && change.visitType === type) return weekly
  if (change.kind === 'import') {
    const rows = { times: change.times, exceptions: change.exceptions, closures: change.closures }
    const asStored = {
      times: rows.times.map((one) => ({ ...one, id: null })),
      exceptions: rows.exceptions.map((one) => ({ ...one, id: null })),
      closures: rows.closures.map((one) => ({ ...one, id: null })),
    }
    return timesOn(asStored, date, type)
  }
  if (isException) return undefined
  if (change.kind === 'addTimes') {
    const valid = change.times.filter(
      (time) =>
        time.visitType === type &&
        time.weekday === isoWeekday(date) &&
        time.validFrom <= date &&
        date <= (time.validTo ?? date),
    )
    return inOrder([...weekly, ...valid])
  }
  if (change.kind === 'changeTime' || change.kind === 'endTime') {
    const old = plan.timetable.filter((time) => 'id' in time && time.id === change.timeId)
    const valid = old.filter(
      (time) => time.weekday === isoWeekday(date) && time.validFrom <= date && date <= (time.validTo ?? date),
    )
    if (change.kind === 'endTime') {
      return date <= change.lastDate
        ? undefined
        : weekly.filter((one) => !valid.some((time) => time.starts === one.starts))
    }
    if (date < change.from || valid.length === 0) return weekly
    return inOrder([...weekly.filter((one) => !valid.some((time) => time.starts === one.starts)), change])
  }
  return undefined
}

test('each change does on every day what it says', () => {
  fc.assert(
    fc.property(drawnChanges, (drawn) => {
      for (const type of drawnTypes) {
        for (const date of datesBetween(drawn.day, addDays(drawn.day, horizon))) {
          const times = expected(drawn, date, type)
          if (times) expect(timesOn(drawn.after, date, type)).toEqual(times)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('the weeks ahead show what the slots will be', () => {
  fc.assert(
    fc.property(drawnChanges, ({ day, before, after }) => {
      const weeks = weeksAhead(before, after, day)
      for (const { date, visitType: type, ...shown } of weeks) {
        expect(shown).toEqual({ before: timesOn(before, date, type), after: timesOn(after, date, type) })
      }
      const left = visitTypes.filter((type) => !weeks.some((week) => week.visitType === type))
      for (const date of datesBetween(day, addDays(day, 27))) {
        for (const type of left) expect(timesOn(after, date, type)).toEqual(timesOn(before, date, type))
      }
    }),
    { numRuns: 100 },
  )
})

test('what a timetable says can be imported into it again, and nothing differs', () => {
  fc.assert(
    fc.property(
      drawnDay.chain((day) => fc.tuple(fc.constant(day), wholeNear(day))),
      ([day, drawn]) => {
        const timetable = stored(drawn, day)
        const change = {
          kind: 'import' as const,
          times: timetable.times.map(withoutId),
          exceptions: timetable.exceptions.map(withoutId),
          closures: timetable.closures.map(withoutId),
        }
        expect(timetableProblems(timetable, change, day)).toEqual([])
        expect(isNoDifference(timetableDifference(timetable, applyChange(timetable, change, day)))).toBe(true)
      },
    ),
    { numRuns: 100 },
  )
})

test('a slot in use is touched exactly where the timetable says something else of its time', () => {
  fc.assert(
    fc.property(drawnChanges, ({ day, before, after }) => {
      for (const type of drawnTypes) {
        for (const date of datesBetween(day, addDays(day, horizon))) {
          const now = timesOn(after, date, type)
          for (const { starts, ends, wanted } of timesOn(before, date, type)) {
            const [startsAt, endsAt] = [londonInstant(date, starts), londonInstant(date, ends)]
            const same = now.find((time) => londonInstant(date, time.starts).getTime() === startsAt.getTime())
            const fate = fateOf({ visitType: type, date, startsAt, endsAt }, before, after)
            if (same?.ends === ends && same.wanted === wanted) expect(fate).toBeUndefined()
            else if (!same) expect(fate).toEqual({ wanted: 0, why: 'slot_closed', reopens: false })
            else expect(fate?.wanted).toBe(fate?.why ? 0 : same.wanted)
          }
        }
      }
    }),
    { numRuns: 100 },
  )
})
