/** Knows the list of times of one day, a row each; rows left empty are nothing. */
import { z } from 'zod'
import type { SlotTime } from '../../domain/slots.ts'
import type { Field, Typed } from '../../journey/form.ts'
import { printed } from '../../views/printed.ts'
import { mostTimesADay } from './limits.ts'
import { slotFields } from './timeFields.ts'

/** As many times as a day may have; of these the form shows some more than are filled in. */
const rowNumbers = Array.from({ length: mostTimesADay }, (_, at) => at + 1)
const fewestShown = 20
const emptyShown = 4

const parts = ['starts', 'ends', 'wanted'] as const

/** A time with the number of its row. */
export type TimeRow = SlotTime & { row: number }

const controlOf = (name: string, row: number, part: string) => `${name}-${row}-${part}`

type Context = z.RefinementCtx
type RowTexts = Readonly<Record<(typeof parts)[number], string>>

/** The row's time; none, and a problem of each control at fault, when it cannot be read. */
function readRow(texts: RowTexts, row: number, context: Context): TimeRow[] {
  const read = {
    starts: slotFields.starts.schema.safeParse(texts.starts),
    ends: slotFields.ends.schema.safeParse(texts.ends),
    wanted: slotFields.wanted.schema.safeParse(texts.wanted),
  }
  for (const part of parts) {
    const [issue] = read[part].error?.issues ?? []
    if (issue) refuse(context, row, part, issue.message)
  }
  const { starts, ends, wanted } = read
  if (!starts.success || !ends.success || !wanted.success) return []
  if (ends.data <= starts.data) refuse(context, row, 'ends', 'endsBeforeStarts')
  return [{ row, starts: starts.data, ends: ends.data, wanted: wanted.data }]
}

/** What a row is told: its field is the control, so that every one at fault has its message. */
export const rowProblem = (row: number, part: string, problem: string) => ({
  field: controlOf('times', row, part),
  problem,
  values: { row },
})

function refuse(context: Context, row: number, part: string, problem: string): void {
  context.addIssue({ code: 'custom', message: problem, params: rowProblem(row, part, problem) })
}

function refuseOverlaps(times: readonly TimeRow[], context: Context): void {
  for (const time of times) {
    const meets = times.some(
      ({ row, starts, ends }) => row < time.row && time.starts < ends && starts < time.ends,
    )
    if (meets) refuse(context, time.row, 'starts', 'overlaps')
  }
}

/** At least one time, none overlapping; for a field that is named `times`. */
export const timeRows: Field<TimeRow[]> = {
  controls: (name) => rowNumbers.flatMap((row) => parts.map((part) => controlOf(name, row, part))),
  read: (typed, name) =>
    rowNumbers.map((row) =>
      Object.fromEntries(parts.map((part) => [part, typed[controlOf(name, row, part)]])),
    ),
  schema: z
    .array(
      z.record(
        z.enum(parts),
        z
          .string()
          .catch('')
          .transform((text) => text.trim()),
      ),
    )
    .transform((rows, context) => {
      const filled = rows.flatMap((texts, at) =>
        parts.some((part) => texts[part] !== '') ? [{ texts, row: at + 1 }] : [],
      )
      const times = filled.flatMap(({ texts, row }) => readRow(texts, row, context))
      if (filled.length === 0) refuse(context, 1, 'starts', 'none')
      refuseOverlaps(times, context)
      return times
    }),
}

/** Times as they stand in the rows. */
export const typedRows = (times: readonly SlotTime[]): Typed =>
  Object.fromEntries(
    times.slice(0, rowNumbers.length).flatMap(({ starts, ends, wanted }, at) => [
      [controlOf('times', at + 1, 'starts'), starts],
      [controlOf('times', at + 1, 'ends'), ends],
      [controlOf('times', at + 1, 'wanted'), String(wanted)],
    ]),
  )

/** The rows for the view, each with the names of its controls. */
export function rowItems(typed: Typed) {
  const isFilled = (row: number) => parts.some((part) => (typed[controlOf('times', row, part)] ?? '') !== '')
  const shown = Math.max(fewestShown, (rowNumbers.findLast(isFilled) ?? 0) + emptyShown)
  return rowNumbers.slice(0, shown).map((row) => ({
    number: printed(row),
    starts: controlOf('times', row, 'starts'),
    ends: controlOf('times', row, 'ends'),
    wanted: controlOf('times', row, 'wanted'),
  }))
}
