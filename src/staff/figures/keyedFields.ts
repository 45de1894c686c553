/** Knows the kinds of field that keyed figures have: months, money, and choices by their words. */
import { firstDate, isMonth, monthOf } from '../../domain/month.ts'
import type { Month } from '../../domain/month.ts'
import { withoutInvisible } from '../../domain/names.ts'
import { refuse, textField } from '../../journey/fields.ts'
import { translator } from '../../text/translate.ts'

/** `10/2026`, also as `2026-10`, `1/10/2026` or `2026-10-01`, which spreadsheets make of it; or `missing`, `notReal`. */
export const monthField = textField((text, context): Month => {
  const typed = withoutInvisible(text).trim()
  if (typed === '') return refuse(context, 'missing')
  const [, year = '', month = ''] = /^(\d{4})-(\d{1,2})(?:-0?1)?$/.exec(typed) ?? []
  const [, monthFirst = month, yearLast = year] = /^(?:0?1[/.-])?(\d{1,2})[/.-](\d{4})$/.exec(typed) ?? []
  const read = `${yearLast}-${monthFirst.padStart(2, '0')}`
  return isMonth(read) ? read : refuse(context, 'notReal')
})

const mostPounds = 1_000_000_000

/** Pounds as `1,234.50` or `£1234`, in pence; or `missing`, `notAmount`. */
export const poundsField = textField((text, context): number => {
  const typed = withoutInvisible(text)
    .replace(/[\s£]/g, '')
    .replace(/,(?=\d{3}(\D|$))/g, '')
  if (typed === '') return refuse(context, 'missing')
  const [, pounds = '', pence = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(typed) ?? []
  if (pounds === '' || Number(pounds) > mostPounds) return refuse(context, 'notAmount')
  return Number(pounds) * 100 + Number(pence.padEnd(2, '0'))
})

/** `2026-10-01` → "10/2026". */
export const typedMonth = (date: string): string => `${Number(date.slice(5, 7))}/${date.slice(0, 4)}`

/** `2026-10-01` → "October 2026". */
export const writtenMonth = (date: string): string => translator('en').month(monthOf(date))

export const monthValue = (month: Month): string => firstDate(month)

const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })
const whole = new Intl.NumberFormat('en-GB')

export const writtenPounds = (pence: number): string => pounds.format(pence / 100)
export const writtenNumber = (count: number): string => whole.format(count)

const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')

/** The value that a cell names by itself or by its words; the cell where it names none. */
export const valueOf = (cell: string, choices: readonly { value: string; text: string }[]): string =>
  choices.find(({ value, text }) => [value, text].some((name) => plain(name) === plain(cell)))?.value ?? cell
