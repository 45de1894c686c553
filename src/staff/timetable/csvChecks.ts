/** Knows what cannot be in a timetable's file though each cell is right: dates in the wrong order or past, times that overlap. */
import type { LocalDate } from '../../domain/dates.ts'
import type { CsvColumn, CsvProblem } from './csvCells.ts'
import type { CsvEntry } from './csvLine.ts'
import { mostTimesADay } from './limits.ts'

/** What is wrong with entries by themselves, and with one another. */
export function checkEntries(entries: readonly CsvEntry[], today: LocalDate): CsvProblem[] {
  const alone = entries.flatMap((entry) => {
    const found = problemAlone(entry, today)
    return found ? [{ line: entry.line, ...found }] : []
  })
  const wrong = new Set(alone.map(({ line }) => line))
  const right = entries.filter(({ line }) => !wrong.has(line))
  return [...alone, ...overlaps(right), ...tooMany(right)]
}

type Found = { column: CsvColumn; problem: string } | undefined

function problemAlone(entry: CsvEntry, today: LocalDate): Found {
  if (entry.what !== 'closure' && entry.entry.ends <= entry.entry.starts) {
    return { column: 'End', problem: 'time.endsBeforeStarts' }
  }
  const [from, to] = datesOf(entry)
  if (to < from) return { column: 'To', problem: 'date.toBeforeFrom' }
  if (to < today) return { column: entry.what === 'exception' ? 'From' : 'To', problem: 'date.past' }
  return undefined
}

/** After every date that can be written. */
const forEver = '9999-99-99'

function datesOf({ what, entry }: CsvEntry): [LocalDate, LocalDate] {
  if (what === 'time') return [entry.validFrom, entry.validTo ?? forEver]
  return what === 'exception' ? [entry.date, entry.date] : [entry.from, entry.to]
}

/** Entries that could meet: times of one type and weekday, times of one type and date. */
function keyOf({ what, entry }: CsvEntry): string | undefined {
  if (what === 'time') return `${entry.visitType} ${entry.weekday}`
  return what === 'exception' ? `${entry.visitType} ${entry.date}` : undefined
}

function meets(one: CsvEntry, other: CsvEntry): boolean {
  if (one.what === 'closure' || other.what === 'closure') return false
  const [from, to] = datesOf(one)
  const [otherFrom, otherTo] = datesOf(other)
  const atOnce = one.entry.starts < other.entry.ends && other.entry.starts < one.entry.ends
  return atOnce && from <= otherTo && otherFrom <= to
}

/** Each line that overlaps an earlier one, with the first of those. */
function overlaps(entries: readonly CsvEntry[]): CsvProblem[] {
  const earlier = new Map<string, CsvEntry[]>()
  return entries.flatMap((entry): CsvProblem[] => {
    const key = keyOf(entry)
    if (!key) return []
    const others = earlier.get(key) ?? []
    earlier.set(key, [...others, entry])
    const met = others.find((other) => meets(entry, other))
    if (!met) return []
    return [{ line: entry.line, column: 'Start', problem: 'time.overlaps', values: { other: met.line } }]
  })
}

/** Each line that gives a day more times than it may have: the days of a time of the week are most when another begins. */
function tooMany(entries: readonly CsvEntry[]): CsvProblem[] {
  const byDay = Map.groupBy(
    entries.filter((entry) => keyOf(entry) !== undefined),
    keyOf,
  )
  return [...byDay.values()].flatMap((ofDay) => {
    const inOrder = ofDay.toSorted((a, b) => datesOf(a)[0].localeCompare(datesOf(b)[0]))
    const surplus = inOrder.filter((entry, at) => {
      const [from] = datesOf(entry)
      return inOrder.slice(0, at).filter((other) => datesOf(other)[1] >= from).length >= mostTimesADay
    })
    return surplus.map(({ line }): CsvProblem => ({
      line,
      column: 'Start',
      problem: 'time.tooMany',
      values: { most: mostTimesADay },
    }))
  })
}
