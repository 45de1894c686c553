/** Knows the kinds of field that staff fill in: dates of a picker, times of 24 hours, numbers, plain text. */
import type { LocalDate, LocalTime } from '../domain/dates.ts'
import { withoutInvisible } from '../domain/names.ts'
import { readDate } from '../domain/typedDate.ts'
import { countCharacters, tidyText } from '../domain/tidyText.ts'
import type { Field } from '../journey/form.ts'
import { refuse, textField } from '../journey/fields.ts'

/** A date, or `missing`, `notReal`. */
export const pickedDate = textField((text, context): LocalDate => {
  const date = readDate(text)
  return date ?? refuse(context, date === null ? 'missing' : 'notReal')
})

/** A date or null, or `notReal`. */
export const optionalDate = textField((text, context): LocalDate | null => {
  const date = readDate(text)
  return date === undefined ? refuse(context, 'notReal') : date
})

/** `14:00`, also typed as `1400`, `14.00` or `9:30`; or `missing`, `notReal`. */
export const timeOfDay = textField((text, context): LocalTime => {
  const typed = withoutInvisible(text).trim()
  if (typed === '') return refuse(context, 'missing')
  const [, hour = '', minute = ''] = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(typed) ?? []
  return minute === '' ? refuse(context, 'notReal') : `${hour.padStart(2, '0')}:${minute}`
})

/** A whole number between two, both included; or `missing`, `notNumber`, `outside` (with `least` and `most`). */
export function wholeNumber(least: number, most: number): Field<number> {
  return textField((text, context) => {
    const typed = withoutInvisible(text).trim()
    if (typed === '') return refuse(context, 'missing')
    if (!/^\d{1,9}$/.test(typed)) return refuse(context, 'notNumber')
    const number = Number(typed)
    return number >= least && number <= most
      ? number
      : refuse(context, 'outside', { values: { least, most } })
  })
}

/** Most code points that the database keeps of a text. */
const longestKept = 2000

/** Whether a text has at most so many characters, as a reader counts them. */
export const isWithin = (text: string, most: number): boolean =>
  Array.from(text).length <= longestKept && countCharacters(text) <= most

/** Text that may be left empty; or `tooLong` (with `most`). */
export const optionalText = (most: number): Field<string> =>
  textField((text, context) => {
    const tidy = tidyText(text)
    return isWithin(tidy, most) ? tidy : refuse(context, 'tooLong', { values: { most } })
  })

/** Text; or `missing`, `tooLong` (with `most`). */
export const someText = (most: number): Field<string> =>
  textField((text, context) => {
    const tidy = tidyText(text)
    if (tidy === '') return refuse(context, 'missing')
    return isWithin(tidy, most) ? tidy : refuse(context, 'tooLong', { values: { most } })
  })
