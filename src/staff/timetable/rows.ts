/** Knows how what a form asks for is told in lines of label and value. */
import { translator } from '../../text/translate.ts'
import type { Asked } from './changePage.ts'

/** The lines with a value; the labels are at `staffTimetable.rows.<name>`. */
export function rowsOf(values: Readonly<Record<string, string>>): Asked['rows'] {
  const { text } = translator('en')
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ label: text(`staffTimetable.rows.${name}`), value }))
}
