/** Knows how a change of a place is told: what was changed, as it was and as it is, in words. */
import { isRealDate } from '../../domain/dates.ts'
import type { Json, JsonObject } from '../../store/history.ts'
import { translator } from '../../text/translate.ts'
import { tableDate } from '../../views/staffFormat.ts'

export interface Change {
  label: string
  /** A line for each value; none where there was nothing. */
  before: string[]
  after: string[]
}

const { text, has, content } = translator('en')

// The database keeps no order of names.
const order = Object.keys(content('staffHistory.labels') as object)

/** Names in the order of their words, then those that we do not know; ids say nothing to anybody. */
function toldOf(values: JsonObject): string[] {
  const names = Object.keys(values).filter((name) => name !== 'id')
  return [...order.filter((name) => names.includes(name)), ...names.filter((name) => !order.includes(name))]
}

/** One change for each name of either side. */
export function changesOf(before: JsonObject | null, after: JsonObject | null): Change[] {
  return toldOf({ ...before, ...after }).map((name) => ({
    label: labelOf(name),
    before: linesOf(name, before?.[name]),
    after: linesOf(name, after?.[name]),
  }))
}

/** The words for a name; a name that we do not know as it is. */
const labelOf = (name: string): string => known(`labels.${name}`) ?? name

function linesOf(name: string, value: Json | undefined): string[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value.map((one) => wordsOf(name, one)) : [wordsOf(name, value)]
}

/** A value on one line: what has names of its own as "Day: Monday; Starts: 14:00". */
function wordsOf(name: string, value: Json): string {
  if (Array.isArray(value)) return value.map((one) => wordsOf(name, one)).join(', ')
  if (typeof value === 'object' && value !== null) return pairsOf(value)
  const words = known(`values.${name}.${value}`)
  if (words !== undefined) return words
  if (value === null || value === '') return text('staffHistory.none')
  if (typeof value === 'boolean') return text(value ? 'staffHistory.yes' : 'staffHistory.no')
  return isRealDate(String(value)) ? tableDate(String(value)) : String(value)
}

const pairsOf = (values: JsonObject): string =>
  toldOf(values)
    .map((name) => [name, values[name] ?? null] as const)
    .filter(([name, value]) => value !== null || known(`values.${name}.null`))
    .map(([name, value]) => `${labelOf(name)}: ${wordsOf(name, value)}`)
    .join('; ')

/** The text at a key, which is made of what the database holds and may be anything. */
function known(key: string): string | undefined {
  const whole = `staffHistory.${key}`
  return /^[\w.]+$/.test(key) && has(whole) ? text(whole) : undefined
}
