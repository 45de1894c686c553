/** Words of a place's timetable: the weekly pattern, the dates that differ, the closures, and how each is changed. */
import type { LocalDate, LocalTime } from './dates.ts'
import type { Closure, SlotPlan, SlotTime, TimetableException, VisitType } from './slots.ts'

/** One time of the weekly pattern; weekday 1 is Monday, both dates are included, null is open-ended. */
export type TimeOfWeek = {
  visitType: VisitType
  weekday: number
  starts: LocalTime
  ends: LocalTime
  wanted: number
  validFrom: LocalDate
  validTo: LocalDate | null
}

/** One time of a date that differs from its weekday. */
export type ExceptionTime = TimetableException & { visitType: VisitType }

/** Dates, or one time of each, that nobody can book; without a type, of all types. */
export type PlaceClosure = Closure & { visitType: VisitType | null; reason: string }

/** A change as a manager asks for it. It begins tomorrow at the earliest, a closure today. */
export type TimetableChange =
  /** One a weekday. */
  | { kind: 'addTimes'; times: TimeOfWeek[] }
  /** The old time ends the day before `from`; one that has not begun by then is changed as a whole. */
  | {
      kind: 'changeTime'
      timeId: number
      from: LocalDate
      starts: LocalTime
      ends: LocalTime
      wanted: number
    }
  /** A time that begins after `lastDate` goes altogether. */
  | { kind: 'endTime'; timeId: number; lastDate: LocalDate }
  /** Replaces the day of that type; at least one time. */
  | { kind: 'setException'; visitType: VisitType; date: LocalDate; times: SlotTime[] }
  | { kind: 'removeException'; visitType: VisitType; date: LocalDate }
  | {
      kind: 'close'
      visitType: VisitType | null
      from: LocalDate
      to: LocalDate
      starts: LocalTime | null
      reason: string
    }
  /** A closure that has begun ends yesterday, another goes altogether. */
  | { kind: 'reopen'; closureId: number }
  /** Replaces what is current or to come; what has ended stays as history. */
  | { kind: 'import'; times: TimeOfWeek[]; exceptions: ExceptionTime[]; closures: PlaceClosure[] }

/**
 * Why a change cannot be. `index` counts the times of the change; of an import the times, then the exceptions, then the
 * closures. `timeUnknown`: there is no such visiting time; `unknown`: no such exception or closure.
 */
export type TimetableProblem = {
  problem:
    | 'overlaps'
    | 'endsBeforeStarts'
    | 'past'
    | 'validToBeforeFrom'
    | 'unknown'
    | 'closedAlready'
    | 'timeUnknown'
  index?: number
}

/** An entry as it is kept, or one that is not kept yet. */
export type Kept<Entry> = Entry & { id: number | null }

/** All that decides a place's slots, from some date on. */
export type PlaceTimetable = {
  times: readonly Kept<TimeOfWeek>[]
  exceptions: readonly Kept<ExceptionTime>[]
  closures: readonly Kept<PlaceClosure>[]
}

/** What decides the slots of one type. */
export function planOf({ times, exceptions, closures }: PlaceTimetable, visitType: VisitType): SlotPlan {
  return {
    timetable: times.filter((time) => time.visitType === visitType),
    exceptions: exceptions.filter((exception) => exception.visitType === visitType),
    closures: closures.filter((closure) => (closure.visitType ?? visitType) === visitType),
  }
}
