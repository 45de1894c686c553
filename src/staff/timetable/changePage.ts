/** Knows what a way to change the timetable has to say for itself. */
import type { LocalDate } from '../../domain/dates.ts'
import type { TimetableChange, TimetableProblem } from '../../domain/timetable.ts'
import type { Form, Problem, Typed } from '../../journey/form.ts'
import type { Place } from '../../store/places.ts'
import type { StoredTimetable } from '../../store/timetables.ts'
import type { Work } from '../../web/work.ts'

/** A page that is shown or sent: the place, its timetable as it is, and what the address names of it. */
export interface Opened<Subject> {
  work: Work
  place: Place
  today: LocalDate
  timetable: StoredTimetable
  subject: Subject
}

/** A form as it is shown: what was typed, what is wrong with it, and what else the view needs. */
export interface Shown {
  typed: Typed
  problems?: Problem[]
  facts?: object
}

/** What a form asks for, and how it is told: `rows` are labels and values in words. */
export interface Asked {
  typed: Typed
  change: TimetableChange
  why: string
  rows: { label: string; value: string }[]
  /** The problems of the form when the timetable does not allow the change. */
  refused: (problems: readonly TimetableProblem[]) => Pick<Shown, 'problems' | 'facts'>
}

/** A way to change the timetable. */
export interface ChangePage<Subject> {
  /** The view of the form, below `views/staff/timetable/`; the title is at `staffTimetable.titles.<view>`. */
  view: string
  form: Pick<Form, 'controls' | 'shown'>
  /** Where a problem is told that no field has. */
  firstField: string
  /** What the parts of the address name; none if there is no such thing. */
  find: (
    params: Readonly<Record<string, unknown>>,
    timetable: StoredTimetable,
    today: LocalDate,
  ) => Subject | undefined
  /** What stands in the form when it is opened. */
  start: (opened: Opened<Subject>) => Typed
  /** Where who opens it is sent instead, when there is nothing to do. */
  elsewhere?: (opened: Opened<Subject>) => string | undefined
  /** What was sent, as a change or as what is wrong with it by itself. */
  read: (opened: Opened<Subject>) => Asked | (Shown & { problems: Problem[] })
  /** What the view needs besides. */
  facts: (opened: Opened<Subject>, typed: Typed) => object
}
