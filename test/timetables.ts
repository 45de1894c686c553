/** Timetables for tests without a database; Fridays from two to four unless a test says otherwise. */
import type {
  ExceptionTime,
  Kept,
  PlaceClosure,
  PlaceTimetable,
  TimeOfWeek,
} from '../src/domain/timetable.ts'

export const aTime = (overrides: Partial<TimeOfWeek> = {}): TimeOfWeek => ({
  visitType: 'social',
  weekday: 5,
  starts: '14:00',
  ends: '16:00',
  wanted: 10,
  validFrom: '2026-01-01',
  validTo: null,
  ...overrides,
})

export const exceptionOf = (date: string, overrides: Partial<ExceptionTime> = {}): ExceptionTime => ({
  visitType: 'social',
  date,
  starts: '09:00',
  ends: '10:00',
  wanted: 5,
  ...overrides,
})

export const closureOf = (
  from: string,
  to = from,
  overrides: Partial<Pick<PlaceClosure, 'visitType' | 'starts' | 'reason'>> = {},
): PlaceClosure => ({ visitType: null, from, to, starts: null, reason: 'Training', ...overrides })

export const theTimetable = (overrides: Partial<PlaceTimetable> = {}): PlaceTimetable => ({
  times: [],
  exceptions: [],
  closures: [],
  ...overrides,
})

/** An entry as it is written in a file. */
export const withoutId = <Entry>({ id: _id, ...entry }: Kept<Entry>): Omit<Kept<Entry>, 'id'> => entry
