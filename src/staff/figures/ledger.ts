/** Knows what a list of keyed figures is: its form, its file, and how its rows are written. */
import type { Form, Problem, Typed } from '../../journey/form.ts'
import type { KeyedKind, KeyedValues } from '../../store/measures/keyedTables.ts'
import type { PlaceName } from '../../store/places.ts'

/** A choice of a select. */
export interface Choice {
  value: string
  text: string
}

export interface Ledger {
  kind: KeyedKind
  /** The columns of a file, each with the field that it is. */
  columns: Record<string, string>
  form: (places: readonly PlaceName[]) => Form
  /** What is typed of a row, as it would be typed. */
  typedFrom: (values: KeyedValues, places: readonly PlaceName[]) => Typed
  /** The row that was typed, or what is wrong with it. `today` is the month that goes on. */
  read: (
    typed: Typed,
    places: readonly PlaceName[],
    today: string,
  ) => { values: KeyedValues } | { problems: Problem[] }
  /** A cell of a file as it would be typed in the form. */
  typedIn: (field: string, cell: string, places: readonly PlaceName[]) => string
  /** The selects of the form, by field. */
  choices: (places: readonly PlaceName[]) => Record<string, Choice[]>
  /** What a table shows of a row, in the order of `columns`. */
  cells: (values: KeyedValues, places: readonly PlaceName[]) => string[]
}
